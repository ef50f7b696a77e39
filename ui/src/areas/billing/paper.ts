import { ref, watch } from "vue";

import type { ReceiptSize } from "../../contract";

const KEPT = "cradlebook.receipt-paper";
const SIZES: readonly ReceiptSize[] = ["a5", "third"];

/** The paper in this computer's printer: chosen once, then remembered here. */
export const paperSize = ref<ReceiptSize>(SIZES.find((size) => size === localStorage.getItem(KEPT)) ?? "a5");

watch(paperSize, (size) => localStorage.setItem(KEPT, size));
