import { dateSimple } from '../../../lib/francais.ts'
import { jourLocal, midi } from '../../../kernel/calendrier/jour.ts'
import { findPoste, listAffectations, listCandidats } from '../../../kernel/identite/affectation.queries.ts'
import { exigeDeuxPersonnes, findRole, ROLES } from '../../../kernel/identite/role.ts'
import { page, permission } from '../../../kernel/module.ts'
import { Actions, Avis, Bande, Bouton, BoutonSeul, Choix, DateChamp, Deux, Etiquette, Formulaire, Gabarit, Lieu, Panneau, ResumeErreurs, Selection, Tableau, Texte, Vide } from '../../../ui/index.ts'
import type { LieuTrouve, Vue } from '../../../ui/index.ts'
import { EtatAffectation, situer } from '../etat-affectation.tsx'
import { ecransDe, Menu } from '../menu.tsx'
import { parId, sujetPoste } from '../porte.ts'
import { periode } from './agent.tsx'

const gerer = permission('administration.gerer-agents')
const roles = ROLES.map((role) => ({ valeur: role.nom, libelle: role.titre }))

/** Creates a post: the function, the place, the office. */
export const nouveauPoste = page({
  path: '/administration/postes/nouveau',
  may: gerer,
  titre: 'Créer un poste',
  gabarit: 'agent',
  load: async (lu) => ({
    chercher: (texte: string): LieuTrouve[] => lu.maison.territoires.chercher(texte, { limite: 12 }).filter((t) => lu.portee.contient(t.code) && t.niveau !== 'village').map((t) => ({ valeur: t.code, nom: t.nom, chemin: lu.maison.territoires.chemin(t.code) || 'pays entier' })),
    ecrans: ecransDe(lu),
  }),
  view: (d, vue) => {
    const texte = typeof vue.saisie['territoire.recherche'] === 'string' ? vue.saisie['territoire.recherche'] : ''
    return (
      <Gabarit vue={vue} titre="Créer un poste" genre="agent">
        <Menu vue={vue} ecrans={d.ecrans} />
        <div class="formulaire pile">
          <ResumeErreurs vue={vue} />
          <h1>Créer un poste</h1>
          <Formulaire vue={vue} action="/administration/postes" parDefaut={{ nom: '_creer', valeur: '1' }}>
            <Selection vue={vue} nom="role" libelle="Fonction" options={roles} />
            <Lieu vue={vue} nom="territoire" libelle="Lieu" aide="Commune, arrondissement ou département. Pour une fonction nationale, écrivez Bénin" resultats={texte ? d.chercher(texte) : []} />
            <Texte vue={vue} nom="bureau" libelle="Bureau" aide="Tel qu’il sera écrit sur les documents : « Arrondissement de Bohicon I ». Vide, c’est celui du lieu" facultatif max={120} />
            <Actions>
              <Bouton nom="_creer">Créer le poste</Bouton>
              <a href="/administration/postes">Annuler</a>
            </Actions>
          </Formulaire>
        </div>
      </Gabarit>
    )
  },
})

/** One post: who is in it, who was, and the appointment of the next one. */
export const detailPoste = page({
  path: '/administration/postes/:id',
  may: gerer,
  titre: 'Poste',
  gabarit: 'agent',
  params: parId,
  sujet: sujetPoste,
  load: async (lu) => {
    const { db, params, maison, maintenant } = lu
    const poste = (await findPoste(db, params.id))!
    const jour = jourLocal(maintenant)
    const role = findRole(poste.role)
    const affectations = (await listAffectations(db, poste.id)).map((a) => situer(a, jour))
    const candidats = await listCandidats(db, lu.portee)
    return { poste, titre: role?.titre ?? poste.role, deux: role ? exigeDeuxPersonnes(role) : true, lieu: poste.territoire === 'BJ' ? 'Bénin' : maison.territoires.chemin(poste.territoire), affectations, candidats, ferme: poste.fermeLe !== null && poste.fermeLe <= jour, jour, ecrans: ecransDe(lu) }
  },
  view: (d, vue) => (
    <Gabarit vue={vue} titre={d.titre} genre="agent">
      <Menu vue={vue} ecrans={d.ecrans} />
      <ResumeErreurs vue={vue} />
      <Bande titre={d.titre}>
        {d.ferme ? <Etiquette ton="non">Fermé le {dateSimple(midi(d.poste.fermeLe!))}</Etiquette> : d.deux ? <Etiquette ton="info">Se donne à deux</Etiquette> : null} <span class="discret">{d.poste.bureau} ; {d.lieu}</span>
      </Bande>
      <Deux libelle="Nommer" aside={d.ferme ? <p class="discret">Un poste fermé ne reçoit plus personne.</p> : <Nommer d={d} vue={vue} />}>
        <Panneau titre="Qui tient ce poste" id="tenue">
          <Tableau
            vue={vue}
            legende="Affectations, la plus récente d’abord"
            dense
            lignes={d.affectations}
            cle={(a) => a.id}
            colonnes={[
              { titre: 'Agent', entete: true, cellule: (a) => <a href={`/administration/agents/${a.agentId}`}>{a.agent}</a> },
              { titre: 'Quand', cellule: (a) => periode(a.du, a.au) },
              { titre: 'Acte', cellule: (a) => a.acte },
              { titre: 'État', cellule: (a) => <EtatAffectation a={a} /> },
              {
                titre: 'Geste',
                cellule: (a) =>
                  a.encours || a.avenir ? (
                    <BoutonSeul vue={vue} action={`/administration/affectations/${a.id}/terminer`} taille="petit" ton="lien">
                      {a.avenir ? 'Annuler' : 'Terminer'}
                      <span class="sr"> l’affectation de {a.agent}</span>
                    </BoutonSeul>
                  ) : (
                    ''
                  ),
              },
            ]}
            vide={<Vide titre="Poste vacant">Nommez quelqu’un.</Vide>}
          />
        </Panneau>
        {d.ferme ? null : (
          <details>
            <summary>Fermer ce poste</summary>
            <p class="petit">Qui le tient le quitte, et plus personne ne peut y être nommé.</p>
            <BoutonSeul vue={vue} action={`/administration/postes/${d.poste.id}/fermer`} ton="danger" taille="petit">
              Fermer le poste
            </BoutonSeul>
          </details>
        )}
      </Deux>
    </Gabarit>
  ),
})

type DetailPoste = { poste: { id: string }; deux: boolean; candidats: readonly { id: string; nom: string; courriel: string }[]; jour: string }

function Nommer({ d, vue }: { d: DetailPoste; vue: Vue }) {
  return (
    <Panneau titre="Nommer" id="nommer" ton="fort">
      {d.deux ? (
        <Avis titre="À deux">
          <p class="petit">Ce poste engage l’institution : votre demande attendra l’accord d’une autre personne.</p>
        </Avis>
      ) : null}
      <Formulaire vue={vue} action={`/administration/postes/${d.poste.id}/nommer`}>
        <Selection vue={vue} nom="agent" libelle="Agent" options={d.candidats.map((c) => ({ valeur: c.id, libelle: `${c.nom} (${c.courriel})` }))} />
        <Choix vue={vue} nom="nature" libelle="À quel titre" valeur="titulaire" options={[{ valeur: 'titulaire', libelle: 'Titulaire' }, { valeur: 'interim', libelle: 'Intérim', aide: 'Pendant une absence ; écrivez aussi son dernier jour' }]} />
        <DateChamp vue={vue} nom="du" libelle="À partir du" valeur={d.jour} />
        <DateChamp vue={vue} nom="au" libelle="Jusqu’au" aide="Dernier jour compris" si="pour un intérim, ou si la fin est connue" />
        <Texte vue={vue} nom="acte" libelle="Acte qui nomme" aide="Par exemple : arrêté n° 12 du 3 mars 2026" max={200} autocomplete="off" />
        <Actions>
          <Bouton>{d.deux ? 'Demander la nomination' : 'Nommer'}</Bouton>
        </Actions>
      </Formulaire>
    </Panneau>
  )
}
