/** Shows and hides the fields that depend on others of the page, by the same conditions as the server. Optional. */
import { evaluerCondition } from '../../lib/condition.ts'
import type { Condition, GenreValeur, ValeurCondition } from '../../lib/condition.ts'
import { lireMontant, lireNombre } from '../../lib/nombre.ts'

type Saisissable = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement

/** The values sent under a name, as the form would send them; those of hidden fields count for nothing. */
function valeurs(form: ParentNode, nom: string): string[] {
  return [...form.querySelectorAll<Saisissable>(`[name="${CSS.escape(nom)}"]`)]
    .filter((e) => !e.closest('[data-si][hidden]') && (!/^(?:radio|checkbox)$/.test(e.type) || (e as HTMLInputElement).checked))
    .map((e) => e.value.normalize('NFC').replace(/\s+/g, ' ').trim())
    .filter(Boolean)
}

function lire(form: ParentNode, nom: string, genre: GenreValeur): ValeurCondition {
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
function accorder(form: ParentNode) {
  for (const e of form.querySelectorAll<HTMLElement>('[data-si]')) {
    const condition = JSON.parse(e.dataset['si']!) as Condition
    e.hidden = evaluerCondition(condition, (nom, genre) => lire(form, nom, genre)) !== true
  }
}

for (const form of document.querySelectorAll('form'))
  if (form.querySelector('[data-si]')) {
    accorder(form)
    for (const evenement of ['input', 'change']) form.addEventListener(evenement, () => accorder(form))
  }
// Back from the next page, the browser may put other values in the inputs.
addEventListener('pageshow', () => document.querySelectorAll('form').forEach(accorder))
