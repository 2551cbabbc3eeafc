import { pluriel } from '../../../../lib/francais.ts'
import { AConfirmer, Panneau, Tableau, Vide } from '../../../../ui/index.ts'
import type { Colonne, Vue } from '../../../../ui/index.ts'
import { lireListe, lireRubrique } from '../corps.ts'
import type { Champ, Element, Forme, ListeForme } from '../forme/champ.ts'
import { direChamp } from '../forme/dire.ts'

type Ligne = { ou: string; titre: string; champs: readonly Champ[]; e: Element }
type Lien = (ou: string) => string

const minuscule = (mots: string): string => mots.charAt(0).toLowerCase() + mots.slice(1)
const HORS_TEXTE = new Set(['source', 'verifie', 'libelle', 'titre'])

/** What a part says: its main words first, then the rest, each under its name. */
export function Dit({ champs, e }: { champs: readonly Champ[]; e: Element }) {
  const dits = champs.filter((c) => !HORS_TEXTE.has(c.nom)).map((c) => ({ c, mots: direChamp(c, e) })).filter(({ mots }) => mots !== '')
  const seuls = dits.filter(({ c }) => c.seul && !(c.genre === 'texte' && c.long)).map(({ mots }, n) => (n === 0 ? mots : minuscule(mots)))
  // One block: on a phone the parts of a cell are laid out one by one.
  return (
    <div>
      {dits.length === 0 ? <span class="discret">Rien de plus</span> : null}
      {seuls.length > 0 ? <p>{seuls.join(', ')}</p> : null}
      {dits.filter(({ c }) => !c.seul).map(({ c, mots }) => (
        <p key={c.nom} class="petit">
          {c.libelle} : {mots}
        </p>
      ))}
      {dits.filter(({ c }) => c.genre === 'texte' && c.long).map(({ c, mots }) => (
        <details key={c.nom}>
          <summary>Lire le texte</summary>
          {mots.split(/\n{2,}/).map((p, n) => (
            <p key={n}>{p}</p>
          ))}
        </details>
      ))}
    </div>
  )
}

const colonnesDe = (titre: string, dite: boolean, sourcee: boolean, lien: Lien | undefined): Colonne<Ligne>[] => [
  { titre, entete: true, cellule: (l) => (lien ? <a href={lien(l.ou)}>{l.titre}</a> : l.titre) },
  ...(dite ? [{ titre: 'Ce qui est dit', cellule: (l: Ligne) => <Dit champs={l.champs} e={l.e} /> }] : []),
  ...(sourcee
    ? [{
        titre: 'Source',
        cellule: (l: Ligne) => (
          <div>
            {String(l.e['source'] ?? '') || <span class="discret">Aucune source écrite</span>} {l.e['verifie'] === false ? <AConfirmer /> : null}
          </div>
        ),
      }]
    : []),
]

function Lignes({ vue, titre, lignes, lien }: { vue: Vue; titre: string; lignes: readonly Ligne[]; lien: Lien | undefined }) {
  const sourcee = lignes.some((l) => l.champs.some((c) => c.nom === 'verifie'))
  const dite = lignes.some((l) => l.champs.some((c) => !HORS_TEXTE.has(c.nom)))
  return <Tableau vue={vue} legende={titre} lignes={lignes} cle={(l) => l.ou.replace(/[^a-z0-9-]/gi, '-')} colonnes={colonnesDe('Nom', dite, sourcee, lien)} vide={<Vide titre="Rien pour l’instant" />} />
}

/** The subjects: one fold a first level, its branches under it. */
function Branches({ liste, corps, lien }: { liste: ListeForme; corps: Element; lien: Lien | undefined }) {
  const tous = lireListe(corps, liste)
  const premiers = tous.filter((e) => !String(e['code']).includes('.'))
  const dire = (e: Element) => {
    const annexes = liste.champs.map((c) => (c.genre === 'annexes' ? direChamp(c, e) : '')).join('')
    const titre = liste.titreDe(e)
    return (
      <>
        {lien ? <a href={lien(`${liste.cle}.${String(e['code'])}`)}>{titre}</a> : titre}
        {annexes ? <p class="petit">Annexes attendues : {annexes}</p> : null}
      </>
    )
  }
  return (
    <>
      {premiers.map((p) => {
        const code = String(p['code'])
        const siens = tous.filter((e) => String(e['code']).startsWith(`${code}.`))
        const seconds = siens.filter((e) => String(e['code']).split('.').length === 2)
        return (
          <details key={code}>
            <summary>
              {liste.titreDe(p)} ({pluriel(siens.length, 'matière')})
            </summary>
            {lien ? <p>{dire(p)}</p> : null}
            <ul>
              {seconds.map((s) => (
                <li key={String(s['code'])}>
                  {dire(s)}
                  <ul>
                    {siens.filter((e) => String(e['code']).startsWith(`${String(s['code'])}.`)).map((e) => (
                      <li key={String(e['code'])}>{dire(e)}</li>
                    ))}
                  </ul>
                </li>
              ))}
            </ul>
          </details>
        )
      })}
    </>
  )
}

/** A list as a person reads it; `lien` leads to the form of each part. */
export function Contenu({ vue, forme, corps, lien, ajouter }: { vue: Vue; forme: Forme; corps: Element; lien?: Lien; ajouter?: (liste: ListeForme) => string }) {
  const groupes = Map.groupBy(forme.rubriques, (r) => r.groupe)
  return (
    <>
      {[...groupes].map(([groupe, rubriques]) => (
        <Panneau key={groupe} titre={groupe} id={`groupe-${rubriques[0]!.cle.replaceAll('.', '-')}`}>
          <Lignes vue={vue} titre={groupe} lien={lien} lignes={rubriques.map((r) => ({ ou: r.cle, titre: r.titre, champs: r.champs, e: lireRubrique(corps, r) ?? { ...r.vide, verifie: undefined } }))} />
        </Panneau>
      ))}
      {forme.listes.map((l) => (
        <Panneau key={l.cle} titre={l.titre} id={`liste-${l.cle}`} {...(ajouter && !l.fixe ? { fin: <a href={ajouter(l)}>Ajouter {l.un}</a> } : {})}>
          {l.arbre ? <Branches liste={l} corps={corps} lien={lien} /> : <Lignes vue={vue} titre={l.titre} lien={lien} lignes={lireListe(corps, l).map((e) => ({ ou: `${l.cle}.${String(e['code'])}`, titre: l.titreDe(e), champs: l.champs, e }))} />}
        </Panneau>
      ))}
    </>
  )
}
