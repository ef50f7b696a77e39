const CLASS = "cradlebook.care-class";
const CHANNEL = "cradlebook.message-channel";

/** The class that a person looked at last, kept at this computer: it is nobody else's business. */
export const keptClass = (person: string): string | null => localStorage.getItem(`${CLASS}.${person}`);
export const keepClass = (person: string, id: string): void => localStorage.setItem(`${CLASS}.${person}`, id);

/** On which way messages were sent last from this computer. */
export const keptChannel = (): string => localStorage.getItem(CHANNEL) ?? "";
export const keepChannel = (channel: string): void => localStorage.setItem(CHANNEL, channel);
