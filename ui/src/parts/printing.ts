import { ref, watchEffect } from "vue";

import type { ReceiptSize } from "../contract";

const KEPT = "cradlebook.receipt-size";

/** The paper of receipts at this computer's printer; kept here, because another computer may have another printer. */
export const receiptSize = ref<ReceiptSize>(localStorage.getItem(KEPT) === "third" ? "third" : "a5");

watchEffect(() => localStorage.setItem(KEPT, receiptSize.value));
