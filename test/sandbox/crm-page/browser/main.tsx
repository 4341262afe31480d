import { createRoot } from "react-dom/client";
import { App } from "./app.tsx";

const root = document.getElementById("root");
if (!root) throw new Error("Bug: the page has no place for the app.");
createRoot(root).render(<App />);
