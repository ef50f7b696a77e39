import { createRouter, createWebHashHistory } from "vue-router";

/** Only screens that exist; the side navigation lists the same. */
export const router = createRouter({
  history: createWebHashHistory(),
  routes: [
    { path: "/infants", name: "infants", component: () => import("../areas/infants/InfantList.vue") },
    { path: "/:rest(.*)*", redirect: "/infants" },
  ],
});
