import { accord, nombre, pluriel, pourCent } from '../../../../lib/francais.ts'
import { Comptes, Panneau, Recap } from '../../../../ui/index.ts'
import { versActes } from '../cadre.ts'
import { FAITS } from '../faits.ts'
import type { Chiffres, Fait } from '../faits.ts'
import { direPeriode } from '../periode.ts'
import type { TableauDeBord } from './tableau-de-bord.tsx'

/** « 7,5 j », or a dash in words. */
export const direJours = (n: number | null): string => (n === null ? 'pas de donnée' : `${nombre(n, 1)}\u00a0j`)
/** « 12 % », nothing when there is nothing to divide by. */
export const direPart = (n: number, sur: number): string => (sur === 0 ? '' : pourCent(n / sur, n * 100 < sur && n > 0 ? 1 : 0))

const LIGNES: readonly { fait: Fait; sur: Fait | null; retrait?: boolean }[] = [
  { fait: 'transmis', sur: null }, { fait: 'horsDelai', sur: 'transmis' }, { fait: 'electroniques', sur: 'transmis' }, { fait: 'approfondis', sur: 'transmis' }, { fait: 'demandes', sur: 'transmis' }, { fait: 'lettres', sur: 'transmis' }, { fait: 'reformes', sur: 'transmis' }, { fait: 'suspendus', sur: 'transmis' },
  { fait: 'deferes', sur: 'transmis' }, { fait: 'juges', sur: 'transmis' }, { fait: 'annules', sur: 'juges', retrait: true }, { fait: 'annulesPartie', sur: 'juges', retrait: true }, { fait: 'rejetes', sur: 'juges', retrait: true }, { fait: 'clos', sur: 'transmis' }, { fait: 'silences', sur: 'clos', retrait: true },
]
type Rang = { cle: string; titre: string; valeur: string; href?: string | undefined; part: string; avant: string; ecart: string; retrait: boolean }

function ecart(ici: number | null, avant: number | null, jours = false): string {
  if (ici === null || avant === null || (avant === 0 && !jours)) return ''
  const signe = ici > avant ? '+' : ici < avant ? '−' : ''
  const v = Math.abs(ici - avant)
  // A change that rounds to nothing is none.
  const nul = ici === avant || (!jours && Math.round((100 * v) / avant) === 0)
  return nul ? 'stable' : jours ? `${signe}${nombre(v, 1)}\u00a0j` : `${signe}${pourCent(v / avant)}`
}

function rangs(d: TableauDeBord): Rang[] {
  const c = d.comparaison
  const delai = (cle: 'mediane' | 'p90', titre: string): Rang => ({ cle, titre, valeur: direJours(d.tout[cle]), part: '', avant: c ? direJours(c.chiffresAvant[cle]) : '', ecart: c ? ecart(c.chiffres[cle], c.chiffresAvant[cle], true) : '', retrait: false })
  return [
    ...LIGNES.map(({ fait, sur, retrait = false }): Rang => ({
      cle: fait, titre: FAITS[fait], valeur: nombre(d.tout[fait], 0), href: d.tout[fait] > 0 ? versActes(d.cadre, 'tout', '', fait) : undefined, part: sur ? direPart(d.tout[fait], d.tout[sur]) : '',
      avant: c ? nombre(c.chiffresAvant[fait], 0) : '', ecart: c ? ecart(c.chiffres[fait], c.chiffresAvant[fait]) : '', retrait,
    })),
    delai('mediane', 'Délai médian du contrôle'),
    delai('p90', 'Délai de 9 contrôles sur 10'),
  ]
}

/** The five figures a minister asks for first; then all of them, beside those of a year before. */
export function Ensemble({ d }: { d: TableauDeBord }) {
  const { tout } = d
  const compte = (fait: Fait, [un, plusieurs]: readonly [string, string], ...details: string[]) => ({ nombre: nombre(tout[fait], 0), libelle: accord(tout[fait], un, plusieurs), href: versActes(d.cadre, 'tout', '', fait), details: details.filter(Boolean) })
  return (
    <>
      <Comptes comptes={[compte('transmis', ['acte transmis', 'actes transmis'], direEvolution(d)), compte('horsDelai', ['hors délai', 'hors délai'], direPart(tout.horsDelai, tout.transmis)), compte('lettres', ['lettre d’observations', 'lettres d’observations'], direPart(tout.lettres, tout.transmis)), compte('deferes', ['déféré', 'déférés'], pluriel(tout.juges, 'jugé')), compte('clos', ['contrôle fini', 'contrôles finis'], tout.mediane === null ? '' : `délai médian ${direJours(tout.mediane)}`)]} />
      <Panneau titre="Tous les chiffres" id="tout">
        <Recap
          lignes={rangs(d).map((r) => ({
            titre: r.retrait ? <>dont {r.titre.toLowerCase()}</> : r.titre,
            valeur: r.href ? <a href={r.href}>{r.valeur}</a> : r.valeur,
            note: r.part ? `(${r.part})` : undefined,
            ...(d.comparaison ? { fin: <span class="discret">un an avant&nbsp;: {r.avant}{r.ecart ? `, ${r.ecart}` : ''}</span> } : {}),
          }))}
        />
        <p class="petit discret">
          {d.comparaison ? <>L’évolution compare les actes reçus {direPeriode(d.comparaison.ici)} à ceux reçus {direPeriode(d.comparaison.avant)}. Le mois en cours, qui n’est pas fini, n’y entre pas. </> : 'Aucun mois de cette période n’est fini : elle ne se compare pas encore. '}
          Les actes récents sont encore au contrôle : leurs suites viendront.
        </p>
      </Panneau>
    </>
  )
}

function direEvolution({ comparaison: c }: TableauDeBord): string {
  const dit = c ? ecart(c.chiffres.transmis, c.chiffresAvant.transmis) : ''
  return dit === '' ? '' : dit === 'stable' ? 'stable sur un an' : `${dit} sur un an`
}

/** Whether a line has anything to open. */
export const plein = (c: Chiffres, fait: Fait): boolean => c[fait] > 0
