/** The circuit of a file, drawn from its list of states: what is done, where it is, what may come. */

export type Noeud = {
  titre: string
  /** Lines under the title: who, when. */
  details?: readonly string[]
  etat: 'fait' | 'ici' | 'futur' | 'refus'
  /** The file came back here after this (« Complément, 1 jour de pause »): a loop beside the node. */
  boucle?: string
  /** A way out of the circuit at this node: « Refus ». */
  sortie?: string
}

const SIGNES_PAR_LIGNE = 32
const LIGNE = 17
const ETATS = { fait: 'fait', ici: 'en cours', futur: 'à venir', refus: 'refusé' }

/** Cuts a phrase at spaces into lines of at most `max` signs: SVG text does not wrap. */
export function couper(phrase: string, max = SIGNES_PAR_LIGNE): string[] {
  const lignes: string[] = []
  for (const mot of phrase.split(' ')) {
    const courante = lignes.at(-1)
    if (courante !== undefined && courante.length + mot.length < max) lignes[lignes.length - 1] = `${courante} ${mot}`
    else lignes.push(mot)
  }
  return lignes
}

type Place = { n: Noeud; y: number; titre: string[]; sous: string[]; x: number }

/** Puts each node under the previous one, with room for its lines. */
function placer(noeuds: readonly Noeud[]): { places: Place[]; hauteur: number } {
  let y = 24
  const places = noeuds.map((n) => {
    const max = n.boucle ? SIGNES_PAR_LIGNE - 4 : n.sortie ? 18 : SIGNES_PAR_LIGNE
    const titre = couper(n.titre, max)
    const sous = [...(n.details ?? []), ...(n.boucle ? [n.boucle] : [])].flatMap((l) => couper(l, n.boucle ? max : SIGNES_PAR_LIGNE))
    const place: Place = { n, y, titre, sous, x: n.boucle ? 96 : 50 }
    y += Math.max(60, (titre.length + sous.length) * LIGNE + 24)
    return place
  })
  const derniere = places.at(-1)
  const bas = derniere ? derniere.y + (derniere.titre.length + derniere.sous.length) * LIGNE : 0
  return { places, hauteur: Math.max(bas, (derniere?.y ?? 0) + 20) }
}

/** The circuit in one sentence. */
export function direCircuit(noeuds: readonly Noeud[]): string {
  const dire = (n: Noeud) => [`${n.titre} ${ETATS[n.etat]}`, ...(n.details ?? []), n.boucle, n.sortie ? `${n.sortie} possible` : ''].filter(Boolean).join(', ')
  return `Circuit\u00a0: ${noeuds.map(dire).join('\u00a0; ')}`
}

function Point({ p }: { p: Place }) {
  if (p.n.etat === 'refus') return <path d={`m24 ${p.y - 12} 12 12-12 12-12-12z`} fill="#9c2f14" />
  if (p.n.etat === 'ici')
    return (
      <>
        <circle cx="24" cy={p.y} r="14" fill="#14503a" />
        <circle cx="24" cy={p.y} r="6" fill="#e8ae3a" />
      </>
    )
  if (p.n.etat === 'futur') return <circle class="nv" cx="24" cy={p.y} r="9" />
  return (
    <>
      <circle class="nf" cx="24" cy={p.y} r="10" />
      <path d={`m19.5 ${p.y + 0.5} 3.5 3.5 6-7`} fill="none" stroke="#fff" stroke-width="2.2" />
    </>
  )
}

function Boucle({ y }: { y: number }) {
  return (
    <>
      <path class="ln ec" d={`M24 ${y}h34c26 0 26 0 26 12v14c0 12 0 12-26 12H34`} />
      <path fill="#7a4b00" d={`m36 ${y + 32}-10 6 10 6z`} />
    </>
  )
}

function Sortie({ y, mot }: { y: number; mot: string }) {
  return (
    <>
      <path class="ln ft" d={`M40 ${y}h160`} />
      <path d={`m214 ${y - 11} 11 11-11 11-11-11z`} fill="#fff" stroke="#9c2f14" stroke-width="2" />
      <text x="234" y={y + 5}>
        {mot}
      </text>
    </>
  )
}

function Mots({ p }: { p: Place }) {
  const haut = p.n.sortie ? p.y - 6 - (p.titre.length - 1) * LIGNE : p.y - (p.sous.length > 0 ? 2 : -5)
  const suite = p.n.sortie ? p.y + 21 : haut + p.titre.length * LIGNE
  return (
    <>
      {p.titre.map((l, i) => (
        <text key={i} x={p.x} y={haut + i * LIGNE}>
          {l}
        </text>
      ))}
      {p.sous.map((l, i) => (
        <text key={i} class="s" x={p.x} y={suite + i * LIGNE}>
          {l}
        </text>
      ))}
    </>
  )
}

/** The drawing. A full line joins what is done, a dotted one what is not; the ring with an ochre heart is « here ». */
export function Circuit({ noeuds }: { noeuds: readonly Noeud[] }) {
  const { places, hauteur } = placer(noeuds)
  return (
    <svg class="circuit" viewBox={`0 0 312 ${hauteur}`} role="img" aria-label={direCircuit(noeuds)}>
      {places.slice(1).map((p, i) => (
        <path key={i} class={p.n.etat === 'futur' ? 'ln ft' : 'ln'} d={`M24 ${places[i]!.y + 10}V${p.y - 10}`} />
      ))}
      {places.map((p, i) => (
        <g key={i}>
          {p.n.boucle ? <Boucle y={p.y} /> : null}
          {p.n.sortie ? <Sortie y={p.y} mot={p.n.sortie} /> : null}
          <Point p={p} />
          <Mots p={p} />
        </g>
      ))}
    </svg>
  )
}
