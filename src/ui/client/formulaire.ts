/** Shows and hides the fields that depend on others of the page, by the same conditions as the server; narrows linked lists. Optional. */
import { evaluerCondition } from '../../lib/condition.ts'
import type { Condition, GenreValeur, ValeurCondition } from '../../lib/condition.ts'
import { lireMontant, lireNombre } from '../../lib/nombre.ts'

type Saisissable = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement

/** The values sent under a name, as the form would send them; those of hidden fields count for nothing. */
function valeurs(form: HTMLFormElement, nom: string): string[] {
  // The form's own index: a search of the page for each condition took ten times longer on a form of 300 fields.
  const trouve = form.elements.namedItem(nom)
  return (trouve instanceof RadioNodeList ? ([...trouve] as Saisissable[]) : trouve ? [trouve as Saisissable] : [])
    .filter((e) => e.name === nom)
    .filter((e) => !e.closest('[data-si][hidden]') && (!/^(?:radio|checkbox)$/.test(e.type) || (e as HTMLInputElement).checked))
    .map((e) => e.value.normalize('NFC').replace(/\s+/g, ' ').trim())
    .filter(Boolean)
}

function lire(form: HTMLFormElement, nom: string, genre: GenreValeur): ValeurCondition {
  const lues = valeurs(form, nom)
  const premiere = lues[0]
  if (genre === 'liste') return lues
  if (premiere === undefined) return null
  if (genre === 'oui_non') return premiere === 'oui'
  if (genre === 'nombre') return lireMontant(premiere) ?? null
  if (genre === 'decimal') return lireNombre(premiere, 6) ?? null
  return premiere
}

/** In the order of the page: what a field hides is hidden before the fields that read it. */
function accorder(form: HTMLFormElement) {
  for (const e of form.querySelectorAll<HTMLElement>('[data-si]')) {
    const condition = JSON.parse(e.dataset['si']!) as Condition
    e.hidden = evaluerCondition(condition, (nom, genre) => lire(form, nom, genre)) !== true
  }
}

/** Linked lists: each keeps what belongs to the one above it. A choice that no longer belongs is let go. */
function lier(groupe: Element) {
  const listes = [...groupe.querySelectorAll<HTMLSelectElement>('[data-lie] select')]
  const entieres = listes.map((liste) => [...liste.children].map((e) => e.cloneNode(true) as HTMLElement))
  const restreindre = () => {
    let avant = ''
    listes.forEach((liste, rang) => {
      const choisi = liste.value
      if (rang > 0) {
        const garder = (e: HTMLElement): HTMLElement | undefined => {
          if (e instanceof HTMLOptionElement) return e.value === '' || (avant !== '' && e.value.startsWith(`${avant}/`)) ? (e.cloneNode(true) as HTMLElement) : undefined
          const options = [...e.children].map((o) => garder(o as HTMLElement)).filter((o) => o !== undefined)
          const copie = e.cloneNode() as HTMLElement
          copie.append(...options)
          return options.length > 0 ? copie : undefined
        }
        liste.replaceChildren(...entieres[rang]!.map(garder).filter((e) => e !== undefined))
        liste.value = choisi
        if (liste.selectedIndex < 0) liste.value = ''
        // Nothing to choose here: a choice that ends above, or that is not made yet.
        liste.closest<HTMLElement>('[data-lie]')!.hidden = liste.options.length < 2
      }
      if (rang === 0 || liste.value) avant = liste.value
      else avant = ''
    })
  }
  // A list below that was answered alone says what those above it are.
  const remonter = () => {
    const bas = listes.findLast((liste) => liste.value)?.value.split('/') ?? []
    listes.forEach((liste, rang) => (liste.value ||= bas.slice(0, rang + 1).join('/')))
  }
  remonter()
  restreindre()
  groupe.addEventListener('change', restreindre)
  return restreindre
}

/** Makes ready the forms of this part of the page; what is returned narrows its linked lists again. */
export function brancherFormulaires(racine: ParentNode): (() => void)[] {
  const liees = [...racine.querySelectorAll('.lies')].map(lier)
  for (const form of racine.querySelectorAll('form'))
    if (form.querySelector('[data-si]')) {
      accorder(form)
      for (const evenement of ['input', 'change']) form.addEventListener(evenement, () => accorder(form))
    }
  return liees
}

const liees = brancherFormulaires(document)
// Back from the next page, the browser may put other values in the inputs.
addEventListener('pageshow', () => {
  for (const lier of liees) lier()
  document.querySelectorAll('form').forEach(accorder)
})
