import { nombre } from '../../../../lib/francais.ts'
import type { Compare } from '../comparer.ts'
import type { Estimation } from '../intervalle.ts'

const PAS = 44

/** Each place as a point on its interval; the band is all places together. The table under it says the same. */
export function Intervalles({ titre, unite, lignes, ensemble }: { titre: string; unite: string; lignes: readonly Compare[]; ensemble: Estimation | null }) {
  const tracees = lignes.filter((l) => l.estimation !== null)
  // A place with a handful of acts must not flatten the others: its line is cut at the edge, the table says its end.
  const classees = tracees.filter((l) => l.rang !== null)
  const max = Math.max(1, ensemble?.haut ?? 0, ...(classees.length > 0 ? classees : tracees).map((l) => l.estimation!.haut))
  const x = (v: number) => Math.min(86, Math.round((v / max) * 8600) / 100)
  const haut = tracees.length * PAS
  const dire = (v: number) => nombre(v, 1)
  return (
    <svg class="trace trace--couche" width="100%" height={haut} role="img" aria-label={`${titre}. ${tracees.map((l) => `${l.nom}\u00a0: ${dire(l.estimation!.valeur)}, entre ${dire(l.estimation!.bas)} et ${dire(l.estimation!.haut)}`).join('. ')}`}>
      {ensemble ? <rect class="tout" x={`${x(ensemble.bas)}%`} y="0" width={`${Math.max(0.4, x(ensemble.haut) - x(ensemble.bas))}%`} height={haut} /> : null}
      {tracees.map((l, i) => {
        const e = l.estimation!
        const y = i * PAS + 30
        return (
          <g key={l.cle} class={l.rang === null ? 'pale' : undefined}>
            <text class="gris" x="0" y={i * PAS + 15}>
              {l.rang === null ? l.nom : `${l.rang}. ${l.nom}`}
            </text>
            <line class="barre-e" x1={`${x(e.bas)}%`} x2={`${x(e.haut)}%`} y1={y} y2={y} />
            <circle class="b" cx={`${x(e.valeur)}%`} cy={y} r="6" />
            <text x={`${x(e.haut) + 1.5}%`} y={y + 4}>
              {dire(e.valeur)}
              {unite === '%' ? '\u00a0%' : ''}
            </text>
          </g>
        )
      })}
    </svg>
  )
}
