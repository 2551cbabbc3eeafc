/** The mark, the hem and the shared SVG definitions they refer to. */
import type { ComponentChildren } from 'preact'

/** The crown of the tree, its lozenge and five seats, in a 32-unit square. */
export const TRACE_MARQUE =
  'M6.2 16.8a4.9 4.9 0 0 1-1-9.7 6 6 0 0 1 5.2-4.6 8.4 8.4 0 0 1 11.2 0 6 6 0 0 1 5.2 4.6 4.9 4.9 0 0 1-1 9.7h-4.2l3-3.6-1.2-1.1-5.7 6c0 2.4.6 4.3 2.1 5.8h-7.2c1.5-1.5 2.1-3.4 2.1-5.8l-5.7-6-1.2 1.1 3 3.6zM16 13.8l2.6-3.9L16 6l-2.6 3.9z'

const LISIERE = 'M-10 7 0 1l10 6-10 6zM54 7l10-6 10 6-10 6zM14 2h2v10h-2zM19 2h2v10h-2zM43 2h2v10h-2zM48 2h2v10h-2zM24 2h16l-8 5 8 5H24l8-5z'

/**
 * Drawn once per page, out of sight: the mark as a symbol and the hatching of pauses. `Marque`,
 * `Horloge` and `Carte` point to it, so a page carries each drawing once. `Gabarit` places it.
 */
export function Motifs() {
  return (
    <svg width="0" height="0" class="sr" aria-hidden="true" focusable="false">
      <symbol id="marque" viewBox="0 0 32 32">
        <path fill-rule="evenodd" d={TRACE_MARQUE} />
        <circle cx="3.5" cy="21.8" r="2" />
        <circle cx="8.3" cy="26.7" r="2" />
        <circle cx="16" cy="29" r="2" />
        <circle cx="23.7" cy="26.7" r="2" />
        <circle cx="28.5" cy="21.8" r="2" />
      </symbol>
      <defs>
        <pattern id="hach" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="7" height="7" fill="#fcefcf" />
          <path class="hach" d="M2 0v7" />
        </pattern>
      </defs>
    </svg>
  )
}

/** The mark alone, in the colour of its text. Sizes: `m16`, `m32`, `m64`, `m160`, or the place decides. */
export function Marque({ classe }: { classe?: string }) {
  return (
    <svg viewBox="0 0 32 32" class={classe} aria-hidden="true" focusable="false">
      <use href="#marque" />
    </svg>
  )
}

/** The mark and the name as a link to `href`. */
export function MarqueLien({ href, children }: { href: string; children?: ComponentChildren }) {
  return (
    <a class="marque" href={href}>
      <Marque />
      Iroko{children}
    </a>
  )
}

/**
 * The hem of the cloth: foot of the hero, head of the footer, the certificate; nowhere else. Centred, so both ends
 * match. The cloth takes the colour around it, hence one pattern, and one `id`, for each hem of a page.
 */
export function Lisiere({ id = 'lisiere' }: { id?: string }) {
  return (
    <svg class="lisiere" viewBox="0 0 2560 14" preserveAspectRatio="xMidYMid slice" aria-hidden="true" focusable="false">
      <defs>
        <pattern id={id} width="64" height="14" patternUnits="userSpaceOnUse">
          <path d={LISIERE} />
        </pattern>
      </defs>
      <path d="M0 0h2560v14H0z" fill={`url(#${id})`} />
    </svg>
  )
}

/** « République du Bénin » with its three colours; the only place they appear. */
export function Etat() {
  return (
    <p class="etat">
      <span class="drapeau" aria-hidden="true" />
      <span>
        <b>République du Bénin</b>Ministère de la Décentralisation et de la Gouvernance locale
      </span>
    </p>
  )
}
