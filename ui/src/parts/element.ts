/** The parts of Element Plus in use, each with its style; importing the whole kit costs the start. */
import "element-plus/es/components/button/style/css";
import "element-plus/es/components/checkbox/style/css";
import "element-plus/es/components/dialog/style/css";
import "element-plus/es/components/input/style/css";
import "element-plus/es/components/option/style/css";
import "element-plus/es/components/select/style/css";

export { ElButton } from "element-plus/es/components/button/index";
export { ElCheckbox } from "element-plus/es/components/checkbox/index";
export { ElDialog } from "element-plus/es/components/dialog/index";
export { ElInput } from "element-plus/es/components/input/index";
export { ElOption, ElSelect } from "element-plus/es/components/select/index";
