import { z } from 'zod'
import { dateChiffres, lierNumero } from '../../../lib/francais.ts'
import { couper, PAR_PAGE } from '../../../lib/liste.ts'
import { jourLocal, midi } from '../../../kernel/calendrier/jour.ts'
import { EXPORT_AU_PLUS, exporter, format } from '../../../kernel/corridor/exporter.ts'
import type { ColonneExport } from '../../../kernel/corridor/exporter.ts'
import { listPostes } from '../../../kernel/identite/affectation.queries.ts'
import type { PosteOccupe } from '../../../kernel/identite/affectation.queries.ts'
import { findRole, ROLES } from '../../../kernel/identite/role.ts'
import { page, permission } from '../../../kernel/module.ts'
import { Bande, Bouton, Etiquette, Exports, Filtre, Filtres, Gabarit, Pages, Tableau, Vide } from '../../../ui/index.ts'
import { ecransDe, Menu } from '../menu.tsx'

type Ligne = PosteOccupe & { titre: string; signe: boolean; lieu: string }
const colonnesExport: readonly ColonneExport<Ligne>[] = [
  ['Poste', (p) => p.titre],
  ['Bureau', (p) => p.bureau],
  ['Lieu', (p) => p.lieu],
  ['Titulaire', (p) => p.titulaire ?? ''],
  ['Intérim', (p) => p.interims.join(', ')],
  ['Signe', (p) => (p.signe ? 'oui' : 'non')],
  ['Ouvert le', (p) => dateChiffres(midi(p.ouvertLe))],
  ['Fermé le', (p) => (p.fermeLe ? dateChiffres(midi(p.fermeLe)) : '')],
]

/** The posts of one's territory, and who is in them today. */
export const postes = page({
  path: '/administration/postes',
  may: permission('administration.gerer-agents'),
  titre: 'Postes',
  gabarit: 'agent',
  query: z.object({ role: z.string().max(40).optional(), lieu: z.string().max(100).optional(), etat: z.string().max(20).optional(), tri: z.string().max(20).optional(), apres: z.uuid().optional(), format }),
  load: async (lu) => {
    const { query: q, maison } = lu
    const { territoires } = maison
    const trouve = q.lieu ? territoires.chercher(q.lieu, { limite: 1 })[0] : undefined
    const filtre = { ...(q.role ? { role: q.role } : {}), ...(q.lieu ? { territoires: trouve ? territoires.couverture(trouve.code) : [] } : {}), vacants: q.etat === 'vacant', fermes: q.etat === 'ferme', ...(q.tri ? { tri: q.tri } : {}), ...(q.apres ? { apres: q.apres } : {}) }
    const lus = await listPostes(lu.db, lu.portee, jourLocal(lu.maintenant), { ...filtre, limite: q.format ? EXPORT_AU_PLUS : PAR_PAGE + 1 })
    const lignes = lus.map((p): Ligne => ({ ...p, titre: findRole(p.role)?.titre ?? p.role, signe: findRole(p.role)?.signataire ?? false, lieu: p.territoire === 'BJ' ? 'Bénin' : territoires.chemin(p.territoire) }))
    return { ...(q.format ? { lignes, suivant: undefined } : couper(lignes)), format: q.format, ecrans: ecransDe(lu) }
  },
  corps: (d) => (d.format ? exporter('postes', colonnesExport, d.lignes, d.format) : undefined),
  view: (d, vue) => (
    <Gabarit vue={vue} titre="Postes" genre="agent">
      <Menu vue={vue} ecrans={d.ecrans} />
      <Bande titre="Postes" actions={<Bouton href="/administration/postes/nouveau">Créer un poste</Bouton>} />
      <p class="discret">Un pouvoir vient d’un poste : une fonction, dans un lieu, pour un temps. Il ne tient pas à une personne.</p>
      <h2 class="sr">Liste</h2>
      <Filtres vue={vue} libelle="Filtrer les postes">
        <Filtre vue={vue} nom="lieu" libelle="Lieu" type="search" />
        <Filtre vue={vue} nom="role" libelle="Fonction" tous="Toutes" options={ROLES.map((role) => ({ valeur: role.nom, libelle: role.titre }))} />
        <Filtre vue={vue} nom="etat" libelle="État" tous="Ouverts" options={[{ valeur: 'vacant', libelle: 'Vacants' }, { valeur: 'ferme', libelle: 'Fermés' }]} />
      </Filtres>
      <Tableau
        vue={vue}
        legende="Postes"
        lignes={d.lignes}
        cle={(p) => p.id}
        colonnes={[
          { titre: 'Poste', tri: 'poste', entete: true, cellule: (p) => <a href={`/administration/postes/${p.id}`}>{p.titre}</a> },
          {
            titre: 'Lieu',
            tri: 'lieu',
            cellule: (p) => (
              <span>
                {lierNumero(p.bureau)}
                <br />
                <small class="discret">{lierNumero(p.lieu)}</small>
              </span>
            ),
          },
          { titre: 'Titulaire', tri: 'titulaire', cellule: (p) => (p.titulaire ? <a href={`/administration/agents/${p.titulaireId}`}>{p.titulaire}</a> : <Etiquette ton="pause">Vacant</Etiquette>) },
          { titre: 'Intérim', cellule: (p) => <span>{p.interims.join(', ') || <span class="discret">aucun</span>}</span> },
          { titre: 'Signe', cellule: (p) => <span>{p.signe ? 'oui' : 'non'}</span> },
        ]}
        vide={<Vide titre="Aucun poste ne correspond">Enlevez un filtre, ou créez le poste.</Vide>}
      />
      <Pages vue={vue} apres={d.suivant} />
      <Exports vue={vue} />
    </Gabarit>
  ),
})
