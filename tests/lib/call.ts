/** A call past the screen, to set up what a test is not about and to see what the core holds. */
export async function call<T>(address: string, operation: string, request: object = {}): Promise<T> {
  const answer = await fetch(new URL("call", address), {
    method: "POST",
    body: JSON.stringify({ operation, request, request_id: crypto.randomUUID(), language: "zh" }),
  });
  const said = (await answer.json()) as { ok?: { reply: T } };
  if (!said.ok) throw new Error(`${operation}: ${JSON.stringify(said)}`);
  return said.ok.reply;
}
