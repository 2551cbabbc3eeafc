/** The page itself: what a form holds, and where one was. */

type Tape = Record<string, string | string[]>

/** The fields of a form as a server would receive them, and the files chosen in it. */
export function lireForm(form: HTMLFormElement, bouton: HTMLElement | null): { tape: Tape; fichiers: { champ: string; fichier: File }[] } {
  const donnees = new FormData(form)
  if (bouton instanceof HTMLButtonElement && bouton.name) donnees.append(bouton.name, bouton.value)
  const tape: Tape = {}
  const fichiers: { champ: string; fichier: File }[] = []
  for (const [nom, valeur] of donnees) {
    if (valeur instanceof File) {
      if (valeur.size > 0) fichiers.push({ champ: nom, fichier: valeur })
    } else if (nom !== '_jeton' && nom !== '_cle') {
      const deja = tape[nom]
      tape[nom] = deja === undefined ? valeur : [deja, valeur].flat()
    }
  }
  return { tape, fichiers }
}

/** Drawn again, the page keeps its place: the same field or button when it is still there, its group when it is not. */
export function retenirFoyer(racine: HTMLElement, de: HTMLElement | null): () => HTMLElement | null {
  const groupe = de?.closest('fieldset, .champ, form')
  const nom = de?.getAttribute('name') ?? ''
  const valeur = de instanceof HTMLButtonElement ? de.value : undefined
  return () => {
    const memes = [...racine.querySelectorAll<HTMLElement>(`[name="${CSS.escape(nom)}"]`)].filter((e) => e.offsetParent !== null)
    const meme = nom === '' ? undefined : memes.find((e) => valeur === undefined || (e as HTMLButtonElement).value === valeur)
    return meme ?? (groupe?.id ? document.getElementById(groupe.id) : null) ?? racine.querySelector('h1')
  }
}
