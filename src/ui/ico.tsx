/** Icons: 24-unit line drawings in `currentColor`, always beside a word, hidden from screen readers. */
const TRACES = {
  fleche: 'M3 12h17m-7-7 7 7-7 7',
  retour: 'M21 12H4m7-7-7 7 7 7',
  chercher: 'M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zm4.7-1.8L21 21',
  alerte: 'M12 3.5 22 20.5H2zM12 10v5m0 2v1.2',
  coche: 'm4 12.5 5.5 5.5L20 6.5',
  info: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 11v6m0-10v1.5',
  pause: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM9.5 8v8m5-8v8',
  papier: 'M6 3h8l4 4v14H6zm8 0v4h4M9 12h6m-6 4h6',
  bulle: 'M4 5h16v11h-9l-5 4v-4H4zM8 9h8m-8 3h5',
  telephone: 'M6 3.5h3.5l1.5 5L8.7 10a12 12 0 0 0 5.3 5.3l1.5-2.3 5 1.5V18a2.5 2.5 0 0 1-2.7 2.5A16 16 0 0 1 3.5 6.2 2.5 2.5 0 0 1 6 3.5z',
  guichet: 'M3 10 12 4l9 6zM5 10v8m4.7-8v8m4.6-8v8M19 10v8M3 20.5h18',
  dehors: 'M7 17 18 6M9 6h9v9',
  lignee: 'M6 3.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5zm0 12a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5zm0-7v7M12 6h8M12 18h8',
  plus: 'M12 4v16M4 12h16',
  retirer: 'M5 7h14M9 7V4h6v3m2 0-1 13H8L7 7',
  imprimer: 'M7 8V3h10v5M7 17H4V8h16v9h-3M7 14h10v7H7z',
  telecharger: 'M12 3v12m-5-5 5 5 5-5M4 20h16',
  tourner: 'M19 5v5h-5m4.5-.5A7.5 7.5 0 1 0 19.5 14',
  agrandir: 'M14 4h6v6m0-6-7 7M10 20H4v-6m0 6 7-7',
  cadenas: 'M6 11h12v9H6zm2.5 0V8a3.5 3.5 0 0 1 7 0v3',
  personne: 'M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM4 21c0-4.5 3.5-7 8-7s8 2.5 8 7',
  lieu: 'M12 21s7-6.2 7-11.5A7 7 0 0 0 5 9.500C5 14.800 12 21 12 21zm0-9.500a2 2 0 1 0 0-4 2 2 0 0 0 0 4z',
  courriel: 'M3 6h18v12H3zm0 1 9 6.500L21 7',
  horloge: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zm0 4v5.500l3.500 2',
} as const

export type NomIco = keyof typeof TRACES
export const NOMS_ICO = Object.keys(TRACES) as NomIco[]

/** One icon, 1.25 em, aligned on the text beside it. */
export function Ico({ nom }: { nom: NomIco }) {
  return (
    <svg class="ico" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={TRACES[nom]} />
    </svg>
  )
}
