/*
 * The verifier of /v/: reads the seal in the fragment of the address (never sent to the server), judges it here with
 * the public keys and the revocation list, and shows the verdict. Works offline after a first visit.
 */
import { phrases } from '../../lib/preuve/phrases.ts'
import type { Phrases } from '../../lib/preuve/phrases.ts'
import { ouvrirListe, verifierSceau } from '../../lib/preuve/verifier.ts'
import type { JeuDeCles, Liste } from '../../lib/preuve/verifier.ts'

const RESERVE = 'iroko-verifier-1'
const ATTENTE_MS = 6000

/** Fresh answer if the network gives one in time, else the copy kept from an earlier visit. */
async function chercher(adresse: string): Promise<{ texte: string; frais: boolean } | undefined> {
  try {
    const reponse = await fetch(adresse, { cache: 'no-cache', credentials: 'omit', signal: AbortSignal.timeout(ATTENTE_MS) })
    // The service worker marks what it found in its reserve.
    if (reponse.ok) return { texte: await reponse.text(), frais: !reponse.headers.has('x-reserve') }
  } catch {
    // No network: the reserve below answers.
  }
  const copie = 'caches' in globalThis ? await caches.match(adresse) : undefined
  return copie && { texte: await copie.text(), frais: false }
}

function ecrire(racine: ParentNode, mot: string, texte: string): void {
  const place = racine.querySelector(`[data-mot=${mot}]`)
  if (place) place.textContent = texte
}

function copier(id: string): DocumentFragment | undefined {
  const modele = document.getElementById(id)
  return modele instanceof HTMLTemplateElement ? (modele.content.cloneNode(true) as DocumentFragment) : undefined
}

function montrer(place: HTMLElement, mots: Phrases): void {
  const cadre = copier(`verdict-${mots.classe}`)
  if (!cadre) return
  for (const mot of ['titre', 'phrase', 'fort', 'registre'] as const) ecrire(cadre, mot, mots[mot] ?? '')
  const comparer = mots.champs.length ? copier('verdict-comparer') : undefined
  const lignes = comparer?.querySelector('[data-mot=lignes]')
  for (const champ of mots.champs) {
    const ligne = document.createElement('div')
    const libelle = document.createElement('dt')
    const valeur = document.createElement('dd')
    libelle.textContent = champ.libelle
    valeur.textContent = champ.valeur
    if (champ.cle === 'numero' || champ.cle === 'code') valeur.className = 'code'
    ligne.append(libelle, valeur)
    lignes?.append(ligne)
  }
  if (comparer) cadre.firstElementChild?.append(comparer)
  place.replaceChildren(cadre)
  place.removeAttribute('aria-busy')
  document.title = document.title.replace(/^[^–]*/, `${mots.titre} `)
  place.querySelector<HTMLElement>('[data-mot=titre]')?.focus()
}

async function verifier(place: HTMLElement): Promise<void> {
  const sceau = location.hash.slice(1)
  if (!sceau) return place.replaceChildren()
  place.setAttribute('aria-busy', 'true')
  const [cles, liste] = await Promise.all([chercher(place.dataset['cles'] ?? ''), chercher(place.dataset['liste'] ?? '')])
  const jeu: JeuDeCles = cles ? (JSON.parse(cles.texte) as JeuDeCles) : { keys: [] }
  const lue: Liste | undefined = liste && (await ouvrirListe(liste.texte, jeu).catch(() => undefined))
  const maintenant = new Date()
  // A captive portal or a wrong clock must not turn an old list into a fresh one: `prochaineLe` decides, in verifierSceau.
  const verdict = await verifierSceau({ sceau, jeu, jeuFrais: cles?.frais ?? false, liste: lue, listeFraiche: liste?.frais ?? false, maintenant })
  montrer(place, phrases(verdict, maintenant))
}

/** Keeps the page, its style and scripts, the keys and the list, so that the next check needs no network. */
async function garder(place: HTMLElement): Promise<void> {
  const { cles, liste, travailleur } = place.dataset
  if (!travailleur || !('serviceWorker' in navigator)) return
  await navigator.serviceWorker.register(travailleur)
  const pieces = [...document.querySelectorAll<HTMLLinkElement | HTMLScriptElement>('link[rel=stylesheet],link[rel=icon],script[src]')]
  const adresses = [location.pathname, cles, liste, ...pieces.map((piece) => ('href' in piece ? piece.href : piece.src))]
  const reserve = await caches.open(RESERVE)
  await Promise.all(adresses.map((a) => a && reserve.add(new Request(a, { credentials: 'omit' })).catch(() => undefined)))
}

const place = document.getElementById('verdict')
if (place) {
  // The service worker watches over `/v/` only: the bare `/v`, which says the same, must not be kept in its stead.
  if (location.pathname === '/v') history.replaceState(null, '', `/v/${location.hash}`)
  const lancer = () => verifier(place).catch(() => montrer(place, phrases({ etat: 'indecis', raison: 'navigateur' }, new Date())))
  addEventListener('hashchange', lancer)
  void lancer()
  addEventListener('load', () => void garder(place).catch(() => undefined))
}
