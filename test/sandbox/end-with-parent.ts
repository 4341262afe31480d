/** Loaded before the product in a sandbox: when whoever started it is gone, killed even, it ends too. */
process.once("disconnect", () => process.exit(1));
