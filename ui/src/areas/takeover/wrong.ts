/** Goes to the first field that cannot be read; nothing is sent past it. False if there is none. */
export function wrongField(form: HTMLElement | null): boolean {
  const field = form?.querySelector<HTMLElement>("[aria-invalid='true']");
  field?.focus();
  return Boolean(field);
}
