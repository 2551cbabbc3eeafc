/** A small map of the country where a point, or the corners of an outline, are chosen. Only with its script: typed boxes do the same. */

export type PlanProps = {
  genre: 'point' | 'zone'
  /** The names of the inputs that it fills. */
  nom: string
  /** Latitude, longitude. */
  contour: readonly (readonly [number, number])[]
  villes: readonly { nom: string; lieu: readonly [number, number] }[]
  /** Under the drawing. */
  source: string
  /** South, west, north, east: what the field accepts. */
  boite: readonly [number, number, number, number]
}

/** Drawing units a degree; longitudes shrunk as at the middle of the box. The script reads them from `data-echelle`. */
const UNITES = 100

/** The drawing, hidden until `plan.js` shows it, with the buttons « Me localiser » and of the zoom. */
export function Plan(props: PlanProps) {
  const [sud, ouest, nord, est] = props.boite
  const retrecit = Math.cos((((sud + nord) / 2) * Math.PI) / 180)
  const x = (lon: number) => Math.round(lon * retrecit * UNITES * 10) / 10
  const y = (lat: number) => Math.round(-lat * UNITES * 10) / 10
  const cadre = [x(ouest), y(nord), Math.round((x(est) - x(ouest)) * 10) / 10, Math.round((y(sud) - y(nord)) * 10) / 10]
  return (
    <div class="plan" data-plan={props.genre} data-nom={props.nom} data-boite={props.boite.join(' ')} data-echelle={`${UNITES} ${retrecit}`} hidden>
      <p class="rang">
        <button type="button" class="btn btn--2" data-geste="localiser">
          {props.genre === 'point' ? 'Me localiser' : 'Ajouter ma position'}
        </button>
        {props.genre === 'zone' ? (
          <button type="button" class="btn btn--2" data-geste="retirer">
            Retirer le dernier point
          </button>
        ) : null}
      </p>
      <p class="petit" role="status" data-dire />
      <svg viewBox={cadre.join(' ')} aria-hidden="true" focusable="false">
        <path class="pays" d={`M${props.contour.map(([lat, lon]) => `${x(lon)} ${y(lat)}`).join('L')}z`} />
        <path class="grille" d="" />
        {props.villes.map((v) => (
          <g key={v.nom} transform={`translate(${x(v.lieu[1])} ${y(v.lieu[0])})`}>
            <circle class="ville" r="3" />
            <text x="6" y="4">
              {v.nom}
            </text>
          </g>
        ))}
        <g data-dessin />
      </svg>
      <p class="rang petit">
        <button type="button" class="btn btn--2" data-geste="agrandir">
          Agrandir
        </button>
        <button type="button" class="btn btn--2" data-geste="reduire">
          Réduire
        </button>
        <span class="discret" data-echelle-dite />
      </p>
      <p class="petit discret">{props.source}.</p>
    </div>
  )
}
