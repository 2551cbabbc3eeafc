/*
 * Service worker of the counter without network: it keeps the shell of the page and its files, whole and of one edition.
 * It holds no data: what is typed lies ciphered in the page's own store.
 */
declare const __ACTIFS__: Readonly<Record<string, string>>

type Evenement = Event & { waitUntil: (promesse: Promise<unknown>) => void }
type Requete = Evenement & { request: Request; respondWith: (reponse: Promise<Response>) => void }

const PAGE = '/guichet/hors-ligne'
const FICHIERS = ['iroko.css', 'agent.css', 'iroko.js', 'marque.svg', 'hors-ligne.js'].map((nom) => __ACTIFS__[nom]!)
const PREFIXE = 'iroko-guichet-'
/** Names change with contents: another edition is another reserve. */
const RESERVE = `${PREFIXE}${FICHIERS.map((f) => f.split('.').at(-2)).join('-')}`

const travailleur = self as unknown as { skipWaiting: () => Promise<void>; clients: { claim: () => Promise<void> } }

/** All or nothing: an edition half kept would not start. */
async function prendre(): Promise<void> {
  const reserve = await caches.open(RESERVE)
  // The shell of nobody: no name, no token.
  await reserve.addAll([...FICHIERS, PAGE].map((a) => new Request(a, { credentials: 'omit', cache: 'reload' })))
  await travailleur.skipWaiting()
}

async function remplacer(): Promise<void> {
  await Promise.all((await caches.keys()).filter((nom) => nom.startsWith(PREFIXE) && nom !== RESERVE).map((nom) => caches.delete(nom)))
  await travailleur.clients.claim()
}

addEventListener('install', (e) => (e as Evenement).waitUntil(prendre()))
addEventListener('activate', (e) => (e as Evenement).waitUntil(remplacer()))
addEventListener('fetch', (e) => {
  const { request } = e as Requete
  const { origin, pathname } = new URL(request.url)
  if (request.method !== 'GET' || origin !== location.origin) return
  // The page asks for itself to know who is signed in: that question is for the server.
  const page = request.mode === 'navigate' && pathname === PAGE
  if (!page && !FICHIERS.includes(pathname)) return
  // Kept first: a counter opens at once on the worst of lines. The next opening has what came meanwhile.
  ;(e as Requete).respondWith(caches.open(RESERVE).then(async (reserve) => (await reserve.match(page ? PAGE : request, { ignoreVary: true })) ?? fetch(request)))
})
