// deno test --allow-read _shared/
import { canonical, proves } from "./signature.ts";

const vectors = JSON.parse(await Deno.readTextFile(new URL("../../signature-vectors.json", import.meta.url)));

for (const vector of vectors.vectors) {
  Deno.test(vector.name, async () => {
    const text = typeof vector.said === "string" ? vector.said : canonical(vector.said);
    if (text !== vector.text) throw new Error(text);
    if (await proves(vector.public_key, vector.signature, text) !== vector.holds) throw new Error("the other way round");
  });
}
