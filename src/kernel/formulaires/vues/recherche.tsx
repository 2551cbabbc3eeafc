import { valeurDe } from '../../../ui/champ.tsx'
import { Lieu } from '../../../ui/choix.tsx'
import { vueAvec } from '../../../ui/vue.ts'
import { pluriel, ponctuer } from '../../../lib/francais.ts'
import { phraseRecherche } from '../recherche.ts'
import type { Recherche } from '../recherche.ts'
import type { Page } from '../vue.tsx'
import type { communs } from './commun.ts'

/** One box to write a name, then what was found; where the name changed since, the search is done again and nothing is chosen. */
export function VueRecherche({ commun, page, recherche }: { commun: ReturnType<typeof communs>; page: Page; recherche: Recherche }) {
  const { vue } = page
  const { nom } = commun
  const ecrit = valeurDe(vue, `${nom}.recherche`)
  const choisi = recherche.trouver(valeurDe(vue, nom))
  const change = ecrit !== valeurDe(vue, `${nom}.cherche`) || !choisi
  const resultats = change ? (ecrit.trim() === '' ? [] : recherche.chercher(ecrit)) : [choisi]
  const erreurs: Record<string, string> = { ...vue.erreurs }
  if (ecrit.trim() !== '' && resultats.length === 0) erreurs[nom] ??= phraseRecherche(ecrit, 0)
  const saisie = change ? { ...vue.saisie, [nom]: resultats.length === 1 ? resultats[0]!.valeur : '' } : vue.saisie
  const trouves = resultats.length === 1 ? 'Une réponse trouvée' : ponctuer(`${pluriel(resultats.length, 'réponse')} : choisissez`)
  return (
    <>
      <input type="hidden" name={`${nom}.cherche`} value={resultats.length > 0 ? ecrit : ''} />
      <Lieu {...commun} vue={vueAvec(vue, { saisie, erreurs })} resultats={resultats} trouves={trouves} />
    </>
  )
}
