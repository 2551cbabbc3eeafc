import { z } from 'zod'
import { exporter, format } from '../../../kernel/corridor/exporter.ts'
import { ouvert, page } from '../../../kernel/module.ts'
import { carteCommunes } from '../../../kernel/territoire/index.ts'
import type { Bureau, CarteCommunes, Territoire, Territoires } from '../../../kernel/territoire/index.ts'
import { Introuvable } from '../../../lib/erreurs.ts'
import { dateSimple, majuscule, nombre, pluriel } from '../../../lib/francais.ts'
import { AConfirmer, Avis, Bouton, Carte, Deux, Etiquette, Exports, Gabarit, Recap, Tableau } from '../../../ui/index.ts'
import type { ValeurCellule, Vue } from '../../../ui/index.ts'
import { colonnesExport } from '../export.ts'
import { sortieBureau, sortieTerritoire, versSortie } from '../sortie.ts'
import { direBureau, direEnfants, direNiveau, direPopulation, findAutour, lienDe, SOURCE } from '../territoire.ts'

/** One département, commune, arrondissement or village: where it lies, its people, its offices, what it is made of. */
export const fiche = page({
  path: '/territoires/:code',
  may: ouvert,
  titre: 'Territoire',
  params: z.object({ code: z.string().regex(/^([0-9]{2}|[0-9]{4}|[0-9]{6}|[0-9]{9})$/) }),
  query: z.object({ format }),
  output: z.object({ territoire: sortieTerritoire, ancetres: z.array(sortieTerritoire), enfants: z.array(sortieTerritoire), bureaux: z.array(sortieBureau) }),
  api: true,
  load: async ({ params, query, maison: { territoires } }) => {
    const t = territoires.trouver(params.code)
    if (!t || t.niveau === 'pays') throw new Introuvable('Aucun territoire ne porte ce code')
    const enfants = territoires.enfants(t.code).filter((e) => e.fermeLe === null)
    return {
      t,
      territoire: versSortie(territoires, t),
      ancetres: territoires.ancetres(t.code).map((a) => versSortie(territoires, a)),
      enfants: enfants.map((e) => ({ ...versSortie(territoires, e), bureaux: territoires.bureaux(e.code) })),
      bureaux: bureauxUtiles(territoires, t),
      departement: findAutour(territoires, t, 'departement'),
      commune: findAutour(territoires, t, 'commune'),
      carte: carteCommunes(territoires),
      exporte: enfants,
      format: query.format,
    }
  },
  corps: ({ exporte, format: en }) => (en ? exporter('territoires', colonnesExport, exporte, en) : undefined),
  view: (d, vue) => (
    <Gabarit
      vue={vue}
      titre={`${d.t.nom}, ${direNiveau(d.t.niveau).toLowerCase()}`}
      description={`${d.territoire.chemin} : bureaux, population, services.`}
      ariane={[{ libelle: 'Territoires', href: '/territoires' }, ...d.ancetres.filter((a) => a.niveau !== 'pays').map((a) => ({ libelle: a.nom, href: lienDe(a) }))]}
    >
      <Deux large libelle="Sur la carte" aside={<Situer carte={d.carte} departement={d.departement} commune={d.commune} />}>
          <p class="sur">{direNiveau(d.t.niveau)}</p>
          <h1>{d.t.nom}</h1>
          <Ferme t={d.t} />
          <Faits t={d.t} ancetres={d.ancetres} enfants={d.enfants.length} />
          <Bureaux bureaux={d.bureaux} />
          <section class="pile suite" aria-labelledby="t-services">
            <h2 id="t-services">Ce que vous pouvez demander ici</h2>
            <p>Les démarches se font en ligne, ou au guichet de ces bureaux : un agent remplit la demande avec vous.</p>
            <p>
              <Bouton href="/demarches">Voir les démarches</Bouton>
            </p>
          </section>
          {d.enfants.length > 0 ? <Enfants vue={vue} t={d.t} enfants={d.enfants} /> : null}
      </Deux>
    </Gabarit>
  ),
})

/** Its own offices, then those of the territories it lies in, nearest first. */
function bureauxUtiles(territoires: Territoires, t: Territoire): Bureau[] {
  const codes = [t.code, ...territoires.ancetres(t.code).filter((a) => a.niveau !== 'pays').map((a) => a.code).reverse()]
  return codes.flatMap((code) => territoires.bureaux(code))
}

function Ferme({ t }: { t: Territoire }) {
  if (!t.fermeLe) return null
  return (
    <Avis ton="att" titre="Ce territoire n’existe plus" niveau={2}>
      <p>Il a été remplacé le {dateSimple(new Date(`${t.fermeLe}T12:00:00Z`))}. Ses dossiers suivent ceux qui lui succèdent.</p>
    </Avis>
  )
}

type Ligne = z.infer<typeof sortieTerritoire>

function Faits({ t, ancetres, enfants }: { t: Territoire; ancetres: readonly Ligne[]; enfants: number }) {
  const dans = ancetres.filter((a) => a.niveau !== 'pays').reverse()
  return (
    <Recap
      lignes={[
        ...dans.map((a) => ({ titre: direNiveau(a.niveau), valeur: <a href={lienDe(a)}>{a.nom}</a> })),
        { titre: 'Habitants', valeur: t.population2013 === null ? 'Non connu' : nombre(t.population2013, 0), note: t.population2013 === null ? undefined : SOURCE },
        ...(enfants > 0 ? [{ titre: direEnfants(t.niveau), valeur: String(enfants) }] : []),
        { titre: 'Code', valeur: <span class="code">{t.code}</span>, note: 'INSAE' },
      ]}
    />
  )
}

function Bureaux({ bureaux }: { bureaux: readonly Bureau[] }) {
  if (bureaux.length === 0) return null
  return (
    <section class="pile suite" aria-labelledby="t-bureaux">
      <h2 id="t-bureaux">Où aller</h2>
      {bureaux.map((b) => (
        <div key={b.id} class="pile">
          <h3>{b.nom}</h3>
          <Recap
            serre
            lignes={[
              { titre: 'Bureau', valeur: direBureau(b.genre) },
              { titre: 'Adresse', valeur: b.adresse ?? 'Non connue', fin: b.verifie ? <Etiquette ton="fait">Confirmée</Etiquette> : <AConfirmer /> },
              ...(b.telephone ? [{ titre: 'Téléphone', valeur: b.telephone }] : []),
              ...(b.horaires ? [{ titre: 'Horaires', valeur: majuscule(b.horaires) }] : []),
            ]}
          />
        </div>
      ))}
    </section>
  )
}

function Enfants({ vue, t, enfants }: { vue: Vue; t: Territoire; enfants: readonly (Ligne & { bureaux: readonly Bureau[] })[] }) {
  return (
    <section class="pile suite" aria-labelledby="t-dedans">
      <h2 id="t-dedans">{direEnfants(t.niveau)}</h2>
      <Tableau
        vue={vue}
        legende={`${direEnfants(t.niveau)} : ${t.nom}`}
        lignes={enfants}
        cle={(e) => e.code}
        dense
        colonnes={[
          { titre: 'Nom', entete: true, cellule: (e) => <a href={lienDe(e)}>{e.nom}</a> },
          { titre: 'Bureau', cellule: (e) => (e.bureaux.length === 0 ? <span class="discret">aucun</span> : e.bureaux.map((b) => direBureau(b.genre)).join(', ')) },
          { titre: 'Habitants', nombre: true, cellule: (e) => direPopulation(e.population2013) },
        ]}
        vide={null}
      />
      <p class="petit discret">Habitants : {SOURCE}.</p>
      <Exports vue={vue} />
    </section>
  )
}

/** The map again: the département darker, the commune outlined. */
function Situer({ carte, departement, commune }: { carte: CarteCommunes; departement: Territoire | undefined; commune: Territoire | undefined }) {
  const siennes = new Set(carte.cellules.filter((c) => departement && c.code.startsWith(departement.code)).map((c) => c.code))
  const valeurs: Record<string, ValeurCellule> = Object.fromEntries(carte.cellules.map((c) => [c.code, { classe: siennes.has(c.code) ? 4 : 1, texte: siennes.has(c.code) ? `dans ${departement?.nom ?? ''}` : 'autre département' }]))
  return (
    <>
      <h2>Sur la carte</h2>
      <Carte
        viewBox={carte.viewBox}
        cellules={carte.cellules}
        contours={carte.contours}
        valeurs={valeurs}
        lien={(c) => `/territoires/${c.code}`}
        choisie={commune?.code ?? ''}
        legende={[{ classe: 4, texte: `${departement?.nom ?? ''} : ${pluriel(siennes.size, 'commune')}` }]}
        source={`${carte.source}.`}
      />
    </>
  )
}
