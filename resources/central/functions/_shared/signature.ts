// What a console signs, and whether it did: Ed25519 over UTF-8 text. ../../signature-vectors.json holds cases.

// An entry's text: its fields as JSON, keys sorted, no blanks. Keys are ASCII, values are texts, whole numbers, truths,
// nulls and lists of texts.
export function canonical(said: Record<string, unknown>): string {
  const pairs = Object.keys(said).sort().map((key) => `${JSON.stringify(key)}:${JSON.stringify(said[key])}`);
  return `{${pairs.join(",")}}`;
}

export async function proves(publicKey: string, signature: string | null, text: string): Promise<boolean> {
  if (signature === null) return false;
  try {
    const key = await crypto.subtle.importKey("raw", raw(publicKey), "Ed25519", false, ["verify"]);
    return await crypto.subtle.verify("Ed25519", key, raw(signature), new TextEncoder().encode(text));
  } catch {
    return false;
  }
}

function raw(base64: string) {
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
}
