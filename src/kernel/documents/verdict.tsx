import type { ComponentChildren } from 'preact'
import { phrases } from '../../lib/preuve/phrases.ts'
import type { Phrases } from '../../lib/preuve/phrases.ts'
import type { Verdict } from '../../lib/preuve/verifier.ts'

const ICONES: Record<Phrases['classe'], ComponentChildren> = {
  ok: (
    <svg viewBox="0 0 88 88" aria-hidden="true" focusable="false">
      <path fill="#fff" d="m44 2 12 10 16-1 4 15 13 10-7 14 3 16-15 5-7 14-15-5-15 5-7-14-15-5 3-16-7-14 13-10 4-15 16 1z" transform="translate(2.2 2.2) scale(.95)" />
      <path fill="none" stroke="#14503a" stroke-width="8" d="m26 45 13 13 24-26" />
    </svg>
  ),
  rev: (
    <svg viewBox="0 0 64 64" aria-hidden="true" focusable="false">
      <circle cx="32" cy="32" r="27" fill="none" stroke="#fff" stroke-width="7" />
      <path stroke="#fff" stroke-width="7" d="m13 51 38-38" />
    </svg>
  ),
  inc: (
    <svg viewBox="0 0 64 64" aria-hidden="true" focusable="false">
      <circle cx="32" cy="32" r="28" fill="none" stroke="currentColor" stroke-width="4" stroke-dasharray="9 6" />
      <path fill="none" stroke="currentColor" stroke-width="6" d="M23 25c0-6 4-9 9-9s9 3 9 8c0 7-9 7-9 14m0 5v7" />
    </svg>
  ),
  faux: (
    <svg viewBox="0 0 64 64" aria-hidden="true" focusable="false">
      <path fill="currentColor" d="M20 2h24l18 18v24L44 62H20L2 44V20z" />
      <path stroke="#fff" stroke-width="8" d="m20 20 24 24m0-24L20 44" />
    </svg>
  ),
}

/** One frame of verdict; the texts have a `data-mot` so that the browser can fill an empty frame. */
function Cadre({ classe, titre, phrase, fort }: Pick<Phrases, 'classe'> & Partial<Phrases>) {
  return (
    <section class={`verdict verdict--${classe}`} role="status">
      {ICONES[classe]}
      <div>
        <h1 data-mot="titre" tabIndex={-1}>{titre}</h1>
        <p><span data-mot="phrase">{phrase}</span> <b data-mot="fort">{fort}</b></p>
      </div>
    </section>
  )
}

function Comparer({ lignes }: { lignes: ComponentChildren }) {
  return (
    <section class="pile" aria-labelledby="t-comparer">
      <h2 id="t-comparer">Comparez avec le papier</h2>
      <p class="texte">Un vrai code peut être recopié sur un faux papier. Lisez chaque ligne : <b>si un seul mot diffère, refusez le papier.</b></p>
      <dl class="recap" data-mot="lignes">{lignes}</dl>
    </section>
  )
}

/** A verdict as HTML, whole without JavaScript: the frame, the state of the register, the signed lines. */
export function VerdictVue({ verdict, code, maintenant }: { verdict: Verdict; code?: string; maintenant: Date }) {
  const mots = phrases(verdict, maintenant)
  return (
    <div class="pile-l">
      <div>
        <Cadre {...mots} />
        {mots.registre && <p class="petit discret sous-verdict">{code && <>Code <b class="code">{code}</b>. </>}{mots.registre}</p>}
      </div>
      {mots.champs.length > 0 && (
        <Comparer
          lignes={mots.champs.map((champ) => (
            <div>
              <dt>{champ.libelle}</dt>
              <dd class={champ.cle === 'numero' || champ.cle === 'code' ? 'code' : undefined}>
                {champ.valeur}
                {champ.aide && <small class="aide">{champ.aide}</small>}
              </dd>
            </div>
          ))}
        />
      )}
    </div>
  )
}

/** A code nobody was given. */
export function CodeInconnuVue() {
  return <Cadre classe="faux" titre="Ce document est un faux" phrase="Aucun document n’a été délivré avec ce code. Relisez-le une fois ; si c’est le même, gardez une copie et signalez-le." fort="N’acceptez pas ce papier." />
}

/**
 * What the browser's verifier needs in the page: an empty place, and the frames to copy. Contract: `#verdict` has
 * `data-cles` and `data-liste` (addresses of the keys and of the revocation list) and `data-travailleur` (service worker).
 */
export function VerdictPlace({ cles = '/v/cles.json', liste = '/v/revocations.jwt', travailleur = '/v/sw.js' }: { cles?: string; liste?: string; travailleur?: string }) {
  return (
    <>
      <div id="verdict" data-cles={cles} data-liste={liste} data-travailleur={travailleur} aria-live="polite"></div>
      {(['ok', 'rev', 'inc', 'faux'] as const).map((classe) => (
        <template id={`verdict-${classe}`}>
          <div class="pile-l">
            <div>
              <Cadre classe={classe} />
              <p class="petit discret sous-verdict" data-mot="registre"></p>
            </div>
          </div>
        </template>
      ))}
      <template id="verdict-comparer"><Comparer lignes={undefined} /></template>
    </>
  )
}
