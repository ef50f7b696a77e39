/** Lays text on the clipboard; false where the computer does not let a program do it. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/**
 * The picture likewise. In the shell pictures come from a door of their own, which the content policy lets no page
 * fetch: there it is saved instead.
 */
export async function copyPicture(address: string): Promise<boolean> {
  if (new URL(address, location.href).origin !== location.origin || typeof ClipboardItem === "undefined") return false;
  try {
    const answer = await fetch(address);
    if (!answer.ok) return false;
    await navigator.clipboard.write([new ClipboardItem({ "image/png": await answer.blob() })]);
    return true;
  } catch {
    return false;
  }
}
