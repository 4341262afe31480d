import { join } from "node:path";
import { inflate } from "@sparticuz/chromium";

// Run as its own process with TMPDIR set, since the package unpacks into os.tmpdir() and nowhere else.
const bin = process.argv[2] ?? "";
for (const archive of ["chromium.br", "fonts.tar.br", "al2023.tar.br"]) await inflate(join(bin, archive));
