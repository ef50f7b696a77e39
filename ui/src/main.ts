import "./look.css";
import "./parts/forms.css";

import { createApp } from "vue";

import App from "./App.vue";
import { openDoors } from "./doors";
import { reportFault, watchPolicy } from "./shell/fault";
import { router } from "./shell/router";

watchPolicy();
openDoors();
const app = createApp(App);
app.config.errorHandler = reportFault;
window.addEventListener("unhandledrejection", (event) => reportFault(event.reason));
app.use(router).mount("#app");
