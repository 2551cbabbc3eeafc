/** The answer of a verification, and the square that leads to it. */
import type { ComponentChildren } from 'preact'

/** `ok` authentic, `rev` revoked, `inc` authentic but state unknown, `faux` false. */
export type TonVerdict = 'ok' | 'rev' | 'inc' | 'faux'

/** Four shapes, so that the answer reads without its colour: round seal, barred circle, dashed circle, octagon. */
function Forme({ ton }: { ton: TonVerdict }) {
  if (ton === 'ok')
    return (
      <svg viewBox="0 0 88 88" aria-hidden="true" focusable="false">
        <path fill="#fff" d="m44 2 12 10 16-1 4 15 13 10-7 14 3 16-15 5-7 14-15-5-15 5-7-14-15-5 3-16-7-14 13-10 4-15 16 1z" transform="translate(2.2 2.2) scale(.95)" />
        <path fill="none" stroke="#14503a" stroke-width="8" d="m26 45 13 13 24-26" />
      </svg>
    )
  return (
    <svg viewBox="0 0 64 64" aria-hidden="true" focusable="false">
      {ton === 'rev' ? (
        <>
          <circle cx="32" cy="32" r="27" fill="none" stroke="#fff" stroke-width="7" />
          <path stroke="#fff" stroke-width="7" d="m13 51 38-38" />
        </>
      ) : ton === 'inc' ? (
        <>
          <circle cx="32" cy="32" r="28" fill="none" stroke="currentColor" stroke-width="4" stroke-dasharray="9 6" />
          <path fill="none" stroke="currentColor" stroke-width="6" d="M23 25c0-6 4-9 9-9s9 3 9 8c0 7-9 7-9 14m0 5v7" />
        </>
      ) : (
        <>
          <path fill="currentColor" d="M20 2h24l18 18v24L44 62H20L2 44V20z" />
          <path stroke="#fff" stroke-width="8" d="m20 20 24 24m0-24L20 44" />
        </>
      )}
    </svg>
  )
}

/** The verdict on a document. `niveau` 1 when it is the page; `court` in a list. `id` and `cache` let a script reveal it. */
export function Verdict(props: { ton: TonVerdict; titre: ComponentChildren; niveau?: 1 | 2 | 3; court?: boolean; id?: string; cache?: boolean; children?: ComponentChildren }) {
  const Titre = `h${props.niveau ?? 1}` as const
  return (
    <div class={`verdict verdict--${props.ton}${props.court ? ' court' : ''}`} role="status" id={props.id} hidden={props.cache}>
      <Forme ton={props.ton} />
      <div>
        <Titre>{props.titre}</Titre>
        {props.children}
      </div>
    </div>
  )
}

/** White border that readers need around a QR code, in modules (ISO/IEC 18004 §5.3.8). */
const MARGE = 4

/** A QR code from its modules (row by row, true is dark), with its quiet zone; it never carries its address alone: say it beside. */
export function Qr({ modules, titre }: { modules: readonly (readonly boolean[])[]; titre: string }) {
  const cote = modules.length + 2 * MARGE
  const traits = modules.flatMap((ligne, y) => ligne.flatMap((sombre, x) => (sombre ? [`M${x + MARGE} ${y + MARGE}h1v1h-1z`] : [])))
  return (
    <svg class="qr" viewBox={`0 0 ${cote} ${cote}`} role="img" aria-label={titre} shape-rendering="crispEdges">
      <path fill="#fff" d={`M0 0h${cote}v${cote}H0z`} />
      <path fill="#000" d={traits.join('')} />
    </svg>
  )
}
