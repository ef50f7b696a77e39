import type { Channel } from "../../contract";

/** In the order of their digits. */
export const CHANNELS: readonly Channel[] = ["cash", "transfer", "wechat", "alipay", "pos"];
