import { dateCourte, jourAbrege, pluriel } from '../../lib/francais.ts'
import { ajouterJours, jourSemaine } from '../../kernel/calendrier/index.ts'
import type { Journee, Lecture } from '../../kernel/module.ts'
import { Barres, Bouton, Tableau } from '../../ui/index.ts'
import type { GroupeLignes } from '../../ui/index.ts'
import type { Vue } from '../../ui/vue.ts'
import { compterFile, compterSemaine, listAFaire } from './file.queries.ts'
import { jourDe } from './horloge.ts'
import { colonnes, garnir } from './pages/liste.tsx'
import type { LigneVue } from './pages/liste.tsx'

const AU_PLUS = 60

/** The agent's day: what is late, what is due today, what comes, what waits for the citizen. */
export async function journee(lu: Lecture): Promise<Journee | undefined> {
  const { db, maison, maintenant } = lu
  const portee = lu.porteePour('demarches.lire')
  if (portee.vide) return undefined
  const jour = jourDe(maintenant)
  const comptes = await compterFile(db, portee, jour)
  const lignes = await garnir(db, maison, await listAFaire(db, portee, { limite: AU_PLUS }), maintenant)
  const lundi = ajouterJours(jour, -((jourSemaine(jour) + 6) % 7))
  const semaine = await compterSemaine(db, portee, lundi)
  const ancien = comptes.plusAncien ? [`le plus ancien devait être rendu le ${dateCourte(new Date(`${comptes.plusAncien}T11:00:00Z`))}`] : []
  const urgent = lignes.find((ligne) => ligne.etat !== 'suspendu')
  return {
    comptes: [
      { nombre: comptes.tard, libelle: 'en retard', href: '#tard', ton: 'tard', details: ancien },
      { nombre: comptes.jour, libelle: 'à rendre ce soir', href: '#jour', ton: 'jour', details: comptes.signer > 0 ? [`${pluriel(comptes.signer, 'dossier')} à signer`] : [] },
      { nombre: comptes.attente, libelle: 'attendent le citoyen', href: '#attente', ton: 'att', details: ['le délai ne court pas'] },
      { nombre: comptes.tout, libelle: 'dossiers en tout', href: '/dossiers', details: [`${pluriel(comptes.recusCeJour, 'reçu')} aujourd’hui`] },
    ],
    phrase: direJour(comptes.tard, comptes.jour),
    ...(urgent ? { urgent: `/dossiers/${urgent.id}` } : {}),
    ...(lu.porteePour('demarches.guichet').vide ? {} : { gestes: [{ libelle: 'Nouvelle demande au guichet', href: '/guichet' }] }),
    cote: (vue) => <Semaine vue={vue} lundi={lundi} jours={semaine} />,
    vue: (vue) => <ATraiter vue={vue} lignes={lignes} jour={jour} reste={comptes.tout - lignes.length} />,
  }
}

function direJour(tard: number, jour: number): string {
  if (tard > 0) return `${pluriel(tard, 'dossier est', 'dossiers sont')} en retard : commencez par ${tard > 1 ? 'eux' : 'lui'}.`
  if (jour > 0) return `${pluriel(jour, 'dossier est', 'dossiers sont')} à rendre ce soir.`
  return 'Rien n’est en retard.'
}

function grouper(lignes: readonly LigneVue[], jour: string): GroupeLignes<LigneVue>[] {
  const pause = lignes.filter((l) => l.etat === 'suspendu')
  const encours = lignes.filter((l) => l.etat !== 'suspendu')
  const groupes: GroupeLignes<LigneVue>[] = [
    { titre: 'En retard', ton: 'tard', id: 'tard', lignes: encours.filter((l) => l.echeance !== null && l.echeance < jour) },
    { titre: 'À rendre ce soir', id: 'jour', lignes: encours.filter((l) => l.echeance === jour) },
    { titre: 'À venir', id: 'venir', lignes: encours.filter((l) => l.echeance === null || l.echeance > jour) },
    { titre: 'Attendent le citoyen', ton: 'att', id: 'attente', lignes: pause },
  ]
  return groupes.filter((groupe) => groupe.lignes.length > 0)
}

function ATraiter({ vue, lignes, jour, reste }: { vue: Vue; lignes: readonly LigneVue[]; jour: string; reste: number }) {
  return (
    <>
      <Tableau
        vue={vue}
        legende="Dossiers à traiter, du plus urgent au moins urgent"
        fiche
        groupes={grouper(lignes, jour)}
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
          <Bouton href="/dossiers" ton="second" taille="petit">
            Voir les {pluriel(reste, 'autre dossier', 'autres dossiers')}
          </Bouton>
        </p>
      ) : null}
    </>
  )
}

function Semaine({ lundi, jours }: { vue: Vue; lundi: string; jours: readonly { jour: string; recus: number; rendus: number }[] }) {
  const groupes = [0, 1, 2, 3, 4].map((n) => {
    const jour = ajouterJours(lundi, n)
    const du = jours.find((j) => j.jour === jour)
    return { libelle: jourAbrege(new Date(`${jour}T11:00:00Z`)), valeurs: [du?.recus ?? 0, du?.rendus ?? 0] }
  })
  return <Barres titre="Ma semaine" series={[{ nom: 'reçus', ton: 'a' }, { nom: 'rendus', ton: 'b' }]} groupes={groupes} />
}
