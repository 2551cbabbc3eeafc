/** A sentence that may hold the number of a file. */

const NUMERO = /\b([A-Z]{2,3}-\d{4}-\d{4,})\b/

/** « CV-2026-000055 » stays on one line wherever a sentence holds it; copied, it keeps its plain hyphens. */
export function Phrase({ children }: { children: string }) {
  // `split` keeps what is captured: every other piece is a number.
  return <>{children.split(NUMERO).map((morceau, rang) => (rang % 2 === 1 ? <span class="numero">{morceau}</span> : morceau))}</>
}
