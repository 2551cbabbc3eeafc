/** The drawings that mix the four colours: the palaver tree of the hero, and the three cloth patches. */
import type { ComponentChildren } from 'preact'
import { hrefSur } from '../lib/url.ts'

/** The tree of the hero: 12 branches, and 77 seats in three rings around it. */
export function Arbre() {
  return (
    <svg class="arbre" viewBox="0 0 480 440" aria-hidden="true" focusable="false">
    <defs>
    <pattern id="m-los" width="20" height="28" patternUnits="userSpaceOnUse"><path d="m10 4 6 10-6 10-6-10z" fill="#f2e9da"/></pattern>
    <pattern id="m-ray" width="14" height="15" patternUnits="userSpaceOnUse"><path d="M0 4h14v4H0z" fill="#0d3024" fill-opacity=".6"/></pattern>
    <pattern id="m-tri" width="24" height="21" patternUnits="userSpaceOnUse"><path d="M0 21 12 3l12 18z" fill="#0d3024" fill-opacity=".5"/></pattern>
    <pattern id="m-poi" width="18" height="18" patternUnits="userSpaceOnUse"><path d="M4.500 4.500h0m9 9h0" stroke="#e8ae3a" stroke-width="5" stroke-linecap="round"/></pattern>
    <clipPath id="m-bas"><path d="M0 0h480v238H0z"/></clipPath>
    </defs>
    <g clip-path="url(#m-bas)" stroke="#0d3024" stroke-width="6">
    <g fill="#2c7d5a"><circle cx="157" cy="82" r="56"/><circle cx="323" cy="82" r="56"/></g><circle cx="157" cy="82" r="56" fill="url(#m-ray)"/>
    <circle cx="240" cy="66" r="62" fill="#1b6146"/><circle cx="240" cy="66" r="62" fill="url(#m-tri)"/>
    <circle cx="106" cy="144" r="58" fill="#1b6146"/><circle cx="106" cy="144" r="58" fill="url(#m-poi)"/>
    <circle cx="374" cy="144" r="58" fill="#e8ae3a"/><circle cx="374" cy="144" r="58" fill="url(#m-tri)"/>
    <circle cx="286" cy="140" r="60" fill="#3b42a6"/><circle cx="286" cy="140" r="60" fill="url(#m-ray)"/>
    <circle cx="194" cy="140" r="60" fill="#b84a26"/><circle cx="194" cy="140" r="60" fill="url(#m-los)"/>
    <circle cx="64" cy="204" r="58" fill="#2c7d5a"/><circle cx="64" cy="204" r="58" fill="url(#m-tri)"/>
    <circle cx="416" cy="204" r="58" fill="#1b6146"/><circle cx="416" cy="204" r="58" fill="url(#m-ray)"/>
    <circle cx="150" cy="208" r="56" fill="#236e50"/>
    <circle cx="330" cy="208" r="56" fill="#1b6146"/><circle cx="330" cy="208" r="56" fill="url(#m-poi)"/>
    <circle cx="240" cy="210" r="58" fill="#2c7d5a"/>
    </g>
    <g fill="none" stroke="#f2e9da" stroke-linecap="round" stroke-dasharray="0 1">
    <path d="M280 335.7A112 26 0 1 1 200 335.7" stroke-width="8" pathLength="20.01"/>
    <path d="M267 312.6A166 46 0 1 1 213 312.6" stroke-width="9" pathLength="24.01"/>
    <path d="M262 292.3A220 66 0 1 1 218 292.3" stroke-width="10" pathLength="30.01"/>
    </g>
    <path d="M186 364c26-20 38-50 38-82v-8c-32-16-64-38-94-70l10-9c30 28 62 46 92 58v-60h16v60c30-12 62-30 92-58l10 9c-30 32-62 54-94 70v8c0 32 12 62 38 82z" fill="#d98a4a"/>
    </svg>
  )
}

/** The three patches of cloth, one a public gesture. */
const PIECES = {
  acte: () => (
    <svg viewBox="0 0 96 96" aria-hidden="true" focusable="false"><path fill="#e8ae3a" d="M0 0h96v96H0z"/><path fill="#c98a1b" d="M0 0h96L84 12 72 0 60 12 48 0 36 12 24 0 12 12zM0 96h96L84 84 72 96 60 84 48 96 36 84 24 96 12 84z"/><path fill="#fbf7ef" d="M28 18h30l12 12v50H28z"/><path fill="#c9b48e" d="M58 18v12h12z"/><path fill="#14503a" d="M36 38h26v4H36zM36 47h26v4H36zM36 56h14v4H36z"/><path fill="#9c2f14" d="m60 56 9 11-9 11-9-11z"/></svg>
  ),
  suivi: () => (
    <svg viewBox="0 0 96 96" aria-hidden="true" focusable="false"><path fill="#14503a" d="M0 0h96v96H0z"/><path fill="#0d3024" d="M0 0h96L84 12 72 0 60 12 48 0 36 12 24 0 12 12zM0 96h96L84 84 72 96 60 84 48 96 36 84 24 96 12 84z"/><path fill="none" stroke="#9cc7ae" stroke-width="5" d="M26 70c16 0 10-22 24-22s8-20 22-20"/><g fill="#fbf7ef"><circle cx="26" cy="70" r="8"/><circle cx="50" cy="48" r="8"/></g><circle cx="72" cy="28" r="12" fill="#e8ae3a"/><circle cx="72" cy="28" r="4.500" fill="#14503a"/></svg>
  ),
  verification: () => (
    <svg viewBox="0 0 96 96" aria-hidden="true" focusable="false"><path fill="#2b3190" d="M0 0h96v96H0z"/><path fill="#191d55" d="M0 0h96L84 12 72 0 60 12 48 0 36 12 24 0 12 12zM0 96h96L84 84 72 96 60 84 48 96 36 84 24 96 12 84z"/><path fill="#fbf7ef" d="m48 14 10 9 13-1 3 13 11 8-6 11 3 13-13 4-5 12-13-4-12 4-5-12-13-4 3-13-6-11 11-8 3-13 13 1z" transform="translate(4.500 3.500) scale(.92)"/><path fill="none" stroke="#9c2f14" stroke-width="7" d="m34 48 10 10 19-20"/></svg>
  ),
}

/** One public gesture: a patch, a title that is the link, a sentence. Inside `<div class="gestes">`. */
export function Geste({ dessin, titre, href, children }: { dessin: keyof typeof PIECES; titre: string; href: string; children: ComponentChildren }) {
  return (
    <div class="geste">
      {PIECES[dessin]()}
      <h3>
        <a href={hrefSur(href)}>{titre}</a>
      </h3>
      <p>{children}</p>
    </div>
  )
}
