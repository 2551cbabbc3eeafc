import { dateCourte, jourAbrege, majuscule, nombre, pluriel } from '../../lib/francais.ts'
import { ajouterJours, jourSemaine } from '../../kernel/calendrier/index.ts'
import { midi } from '../../kernel/calendrier/jour.ts'
import type { Journee, Lecture } from '../../kernel/module.ts'
import { Barres, Bouton, Tableau } from '../../ui/index.ts'
import type { GroupeLignes } from '../../ui/index.ts'
import type { Vue } from '../../ui/vue.ts'
import { clesPostes } from '../../kernel/identite/cles-poste.ts'
import { compterDossiersNonLus } from './echange/echange.queries.ts'
import { compterFile, compterSemaine, listAutres, listMiens, PLAFOND } from './file.queries.ts'
import type { Comptes, LigneFile } from './file.queries.ts'
import { TableSousDemandes } from './sous-demande/panneaux.tsx'
import { compterAttendues, listPourPostes } from './sous-demande/sous-demande.queries.ts'
import { compterEcheances } from './conservation/conservation.queries.ts'
import { jourDe } from './horloge.ts'
import { colonnes, garnir } from './pages/liste.tsx'
import type { LigneVue } from './pages/liste.tsx'

/** A day on one page, on a phone too: the rest is one link away. */
const AU_PLUS = 20
/** What is in other hands is shown, not piled up. */
const AILLEURS_AU_PLUS = 6
/** Closed files whose time of keeping ends within this many days are told, and not counted past this number. */
const GARDE_JOURS = 30
const GARDE_AU_PLUS = 100

/** How this person acts on most of his files: he examines, he signs or gives his visa, or nothing (reading, counter). */
type Geste = 'verifie' | 'signe' | 'rien'
function gesteDe(lu: Lecture, aFaire: number): Geste {
  const peut = (permission: string) => !lu.porteePour(permission).vide
  return peut('demarches.instruire') ? 'verifie' : peut('demarches.signer') || aFaire > 0 ? 'signe' : 'rien'
}

/** The agent's day: what is late, what is due today, what comes; then what is in other hands, or waits for the citizen. */
export async function journee(lu: Lecture): Promise<Journee | undefined> {
  const { db, maison, maintenant } = lu
  const portee = lu.porteePour('demarches.lire')
  const cles = clesPostes(lu.acteur, maison.territoires)
  const jour = jourDe(maintenant)
  const comptes = await compterFile(db, portee, jour, cles)
  const sousDemandes = await listPourPostes(db, cles, true, AILLEURS_AU_PLUS)
  if (portee.vide && comptes.miens === 0 && sousDemandes.length === 0) return undefined
  const attendues = await compterAttendues(db, cles, jour)
  const geste = gesteDe(lu, comptes.miens)
  const lire = (lignes: readonly LigneFile[]) => garnir(db, maison, lignes, maintenant)
  const file: File = { miens: await lire(await listMiens(db, cles, AU_PLUS)), pause: await lire(await listAutres(db, portee, cles, true, AILLEURS_AU_PLUS)), ailleurs: await lire(await listAutres(db, portee, cles, false, AILLEURS_AU_PLUS)) }
  const lundi = ajouterJours(jour, -((jourSemaine(jour) + 6) % 7))
  const semaine = await compterSemaine(db, portee, lundi)
  const ancien = comptes.plusAncien ? [`le plus ancien devait être rendu le ${dateCourte(midi(comptes.plusAncien))}`] : []
  const messages = await compterDossiersNonLus(db, portee)
  const urgent = file.miens[0]
  const gardes = portee.vide ? 0 : await compterEcheances(db, portee, ajouterJours(jour, GARDE_JOURS), GARDE_AU_PLUS)
  const montres = file.miens.length + file.pause.length + file.ailleurs.length
  return {
    comptes: [
      { nombre: chiffre(comptes.tard), libelle: 'en retard', href: '#tard', ton: 'tard', details: ancien },
      { nombre: chiffre(comptes.jour), libelle: geste === 'verifie' ? 'à rendre ce soir' : 'à signer ce soir', href: '#jour', ton: 'jour' },
      { nombre: chiffre(comptes.attente), libelle: 'attendent le citoyen', href: '#attente', ton: 'att', details: ['le délai ne court pas'] },
      ...(messages > 0 ? [{ nombre: messages, libelle: messages > 1 ? 'messages attendent' : 'message attend', href: '/dossiers?messages=non_lus', ton: 'att' as const }] : []),
      ...(attendues.n > 0 ? [{ nombre: attendues.n, libelle: attendues.n > 1 ? 'demandes de bureaux' : 'demande d’un bureau', href: '/sous-demandes', ton: attendues.tard ? ('tard' as const) : ('att' as const) }] : []),
      { nombre: chiffre(comptes.tout), libelle: 'dossiers en tout', href: '/dossiers', details: [`${combien(comptes.recusCeJour, 'reçu')} aujourd’hui`, ...(comptes.ailleurs > 0 ? [`${chiffre(comptes.ailleurs)} en d’autres mains`] : [])] },
    ],
    phrase: direJour(comptes, geste),
    ...(urgent ? { urgent: `/dossiers/${urgent.id}` } : {}),
    ...(lu.porteePour('demarches.guichet').vide ? {} : { gestes: [{ libelle: 'Nouvelle demande au guichet', href: '/guichet' }] }),
    cote: (vue) => <Semaine vue={vue} lundi={lundi} jours={semaine} />,
    vue: (vue) => (
      <>
        {sousDemandes.length > 0 ? <TableSousDemandes vue={vue} legende="D’autres bureaux vous demandent" lignes={sousDemandes} jour={jour} vide="" /> : null}
        {attendues.n > sousDemandes.length ? (
          <p class="rang">
            <Bouton href="/sous-demandes" ton="second" taille="petit">
              Voir les {attendues.n} demandes
            </Bouton>
          </p>
        ) : null}
        <ATraiter vue={vue} file={file} jour={jour} reste={comptes.tout > PLAFOND ? PLAFOND + 1 : comptes.tout - montres} gardes={gardes} />
      </>
    ),
  }
}

type File = { miens: readonly LigneVue[]; pause: readonly LigneVue[]; ailleurs: readonly LigneVue[] }

/** On a tile: figures stop at a thousand. */
const chiffre = (n: number): number | string => (n > PLAFOND ? `${nombre(PLAFOND)} +` : n)
/** In a sentence. */
const combien = (n: number, singulier: string, plusieurs?: string): string => (n > PLAFOND ? `plus de ${pluriel(PLAFOND, singulier, plusieurs)}` : pluriel(n, singulier, plusieurs))

function direJour({ tard, jour, miens, tout }: Comptes, qui: Geste): string {
  const sont = (n: number) => majuscule(combien(n, 'dossier est', 'dossiers sont'))
  if (qui === 'rien') return `${sont(tout)} en cours.`
  const geste = qui === 'verifie' ? 'à traiter' : 'à signer'
  if (tard > 0) return `${sont(tard)} en retard : commencez par ${tard > 1 ? 'eux' : 'lui'}.`
  if (jour > 0) return `${sont(jour)} ${geste} ce soir.`
  return miens > 0 ? `${sont(miens)} ${geste}, rien n’est en retard.` : `Rien n’est ${geste}.`
}

function grouper({ miens, pause, ailleurs }: File, jour: string): GroupeLignes<LigneVue>[] {
  const groupes: GroupeLignes<LigneVue>[] = [
    { titre: 'En retard', ton: 'tard', id: 'tard', lignes: miens.filter((l) => l.echeance !== null && l.echeance < jour) },
    { titre: 'À rendre ce soir', id: 'jour', lignes: miens.filter((l) => l.echeance === jour) },
    { titre: 'À venir', id: 'venir', lignes: miens.filter((l) => l.echeance === null || l.echeance > jour) },
    { titre: 'En d’autres mains', id: 'ailleurs', lignes: ailleurs },
    { titre: 'Attendent le citoyen', ton: 'att', id: 'attente', lignes: pause },
  ]
  return groupes.filter((groupe) => groupe.lignes.length > 0)
}

function ATraiter({ vue, file, jour, reste, gardes }: { vue: Vue; file: File; jour: string; reste: number; gardes: number }) {
  return (
    <>
      <Tableau
        vue={vue}
        legende="Dossiers à traiter, du plus urgent au moins urgent"
        fiche
        groupes={grouper(file, jour)}
        cle={(l) => l.id}
        colonnes={[
          ...colonnes,
          {
            titre: 'Action',
            fin: true,
            cellule: (l) => (
              <a href={`/dossiers/${l.id}`}>
                Ouvrir<span class="sr"> {l.numero}</span>
              </a>
            ),
          },
        ]}
        vide={<p>Rien à traiter. Les nouvelles demandes arrivent ici.</p>}
      />
      {reste > 0 ? (
        <p class="rang">
          <Bouton href="/dossiers?tri=delai" ton="second" taille="petit">
            Voir {reste > PLAFOND ? '' : 'les '}
            {combien(reste, 'autre dossier', 'autres dossiers')}
          </Bouton>
        </p>
      ) : null}
      {gardes > 0 ? (
        <p class="petit">
          <a href="/conservation">
            {gardes === GARDE_AU_PLUS ? `${gardes} dossiers clos ou plus sont` : pluriel(gardes, 'dossier clos est', 'dossiers clos sont')} à archiver ou à effacer d’ici {GARDE_JOURS} jours
          </a>
        </p>
      ) : null}
    </>
  )
}

function Semaine({ lundi, jours }: { vue: Vue; lundi: string; jours: readonly { jour: string; recus: number; rendus: number }[] }) {
  const groupes = [0, 1, 2, 3, 4].map((n) => {
    const jour = ajouterJours(lundi, n)
    const du = jours.find((j) => j.jour === jour)
    return { libelle: jourAbrege(midi(jour)), valeurs: [du?.recus ?? 0, du?.rendus ?? 0] }
  })
  return <Barres titre="Ma semaine" series={[{ nom: 'reçus', ton: 'a' }, { nom: 'rendus', ton: 'b' }]} groupes={groupes} />
}
