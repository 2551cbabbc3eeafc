import { MASQUE, paragraphes } from './masquer.ts'

/** Signs of a part of a long text: a page stays light. */
const PARTIE = 18_000

/** Pages of a text gathered in parts that a telephone opens at once. At least one. */
export function couperTexte(texte: string): string[][] {
  const parties: string[][] = [[]]
  let n = 0
  for (const page of texte.split('\f').flatMap((p) => p.match(new RegExp(`[^]{1,${PARTIE}}(?=\\s|$)|[^]{1,${PARTIE}}`, 'g')) ?? [])) {
    if (n > 0 && n + page.length > PARTIE) {
      parties.push([])
      n = 0
    }
    parties.at(-1)!.push(page)
    n += page.length
  }
  return parties
}

/** Public words, where each mask says its name to whoever does not see it. */
export function Masques({ texte }: { texte: string }) {
  return (
    <>
      {texte.split(MASQUE).flatMap((morceau, i) =>
        i === 0
          ? [morceau]
          : [
              <span key={i} class="masque" role="img" aria-label="passage masqué">
                {MASQUE}
              </span>,
              morceau,
            ],
      )}
    </>
  )
}

/** The text of an act as everybody reads it: exactly what the page of its preparation shows. */
export function TextePublic({ pages }: { pages: readonly string[] }) {
  return (
    <div class="texte">
      {pages.flatMap((page, i) =>
        paragraphes(page).map((p, j) => (
          <p key={`${i}-${j}`}>
            <Masques texte={p} />
          </p>
        )),
      )}
    </div>
  )
}
