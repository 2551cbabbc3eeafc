/*
 * Service worker of /v/: network first, and when it does not answer in time, what the page kept. It answers only for
 * addresses that the page has put in its reserve; everything else goes to the network as usual.
 */
type Evenement = Event & { waitUntil: (promesse: Promise<unknown>) => void }
type Requete = Evenement & { request: Request; respondWith: (reponse: Promise<Response>) => void }

const RESERVE = 'iroko-verifier-1'
const ATTENTE_MS = 4000

const travailleur = self as unknown as { skipWaiting: () => Promise<void>; clients: { claim: () => Promise<void> } }

async function repondre(requete: Request): Promise<Response> {
  const reserve = await caches.open(RESERVE)
  const copie = await reserve.match(requete, { ignoreVary: true })
  try {
    const reponse = await fetch(requete, copie && requete.mode !== 'navigate' ? { signal: AbortSignal.timeout(ATTENTE_MS) } : undefined)
    // The page itself is not renewed from here: this answer may carry the visitor's session.
    if (reponse.ok && copie && requete.mode !== 'navigate') await reserve.put(requete, reponse.clone())
    return reponse
  } catch (erreur) {
    if (!copie) throw erreur
    const entetes = new Headers(copie.headers)
    entetes.set('x-reserve', '1')
    return new Response(copie.body, { status: copie.status, headers: entetes })
  }
}

addEventListener('install', (e) => (e as Evenement).waitUntil(travailleur.skipWaiting()))
addEventListener('activate', (e) => (e as Evenement).waitUntil(travailleur.clients.claim()))
addEventListener('fetch', (e) => {
  const { request } = e as Requete
  const adresse = new URL(request.url)
  // A typed code (/v/?c=...) is a question to the server: never answered from the reserve.
  if (request.method !== 'GET' || adresse.origin !== location.origin || (request.mode === 'navigate' && adresse.search)) return
  ;(e as Requete).respondWith(repondre(request))
})
