// Signed statements: base64url(text) "." base64url(Ed25519 over the UTF-8 text), without padding.
// The twin of app/sandbox/signing.py; ../../statement-vectors.json runs against both.

// RFC 8410: what stands before the 32 bytes of an Ed25519 private key in PKCS #8.
const PKCS8_HEAD = new Uint8Array([
  0x30,
  0x2e,
  0x02,
  0x01,
  0x00,
  0x30,
  0x05,
  0x06,
  0x03,
  0x2b,
  0x65,
  0x70,
  0x04,
  0x22,
  0x04,
  0x20,
]);

export interface Signer {
  publicKey: string; // 32 bytes, base64
  sign(statement: string): Promise<string>;
}

export async function signer(seedHex: string): Promise<Signer> {
  if (!/^[0-9a-f]{64}$/i.test(seedHex)) throw new Error("GATEHOUSE_SIGNING_SEED is not 32 bytes of hex");
  const seed = Uint8Array.from(seedHex.match(/../g)!, (pair) => parseInt(pair, 16));
  const pkcs8 = new Uint8Array([...PKCS8_HEAD, ...seed]);
  const key = await crypto.subtle.importKey("pkcs8", pkcs8, "Ed25519", true, ["sign"]);
  const { x } = await crypto.subtle.exportKey("jwk", key);
  const publicKey = x!.replaceAll("-", "+").replaceAll("_", "/") + "=";
  return {
    publicKey,
    async sign(statement: string): Promise<string> {
      const text = new TextEncoder().encode(statement);
      const signature = await crypto.subtle.sign("Ed25519", key, text);
      return `${base64url(text)}.${base64url(new Uint8Array(signature))}`;
    },
  };
}

function base64url(raw: Uint8Array): string {
  let binary = "";
  for (const byte of raw) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
