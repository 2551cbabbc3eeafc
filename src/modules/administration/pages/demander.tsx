import { dateSimple } from '../../../lib/francais.ts'
import { page, permission } from '../../../kernel/module.ts'
import { Actions, Bouton, Choix, Formulaire, Gabarit, Panneau, ResumeErreurs, Texte, ZoneTexte } from '../../../ui/index.ts'
import { ecransDe, Menu } from '../menu.tsx'

/** The requests that no other screen makes: keys, mass revocation. */
export const demanderAccordPage = page({
  path: '/administration/accords/demander',
  may: permission('administration.accorder'),
  titre: 'Faire une demande',
  gabarit: 'agent',
  load: async (lu) => ({ cles: lu.maison.atelier.trousseau.cles.filter((c) => !c.retireeLe && (c.role === 'sceau' || c.role === 'pdf')).map((c) => ({ role: c.role, kid: c.kid, creeeLe: c.creeeLe })), ecrans: ecransDe(lu) }),
  view: (d, vue) => (
    <Gabarit vue={vue} titre="Faire une demande" genre="agent">
      <Menu vue={vue} ecrans={d.ecrans} />
      <ResumeErreurs vue={vue} />
      <h1>Faire une demande</h1>
      <p class="discret">
        Une nomination se demande sur la fiche du <a href="/administration/postes">poste</a>, le retrait d’un second facteur sur celle de l’<a href="/administration/agents">agent</a>.
      </p>
      <Panneau titre="Renouveler une clé" id="cle">
        <p>La nouvelle clé signe dès l’accord. L’ancienne reste publiée : ce qu’elle a signé reste vérifiable.</p>
        <Formulaire vue={vue} action="/administration/accords/cle">
          <Choix
            vue={vue}
            nom="role"
            libelle="Quelle clé"
            options={d.cles.map((c) => ({ valeur: c.role, libelle: c.role === 'sceau' ? 'Sceau des carrés QR' : 'Signature des fichiers PDF', aide: `clé ${c.kid}, en service depuis le ${dateSimple(c.creeeLe)}` }))}
          />
          <Actions>
            <Bouton>Demander le renouvellement</Bouton>
          </Actions>
        </Formulaire>
      </Panneau>
      <Panneau titre="Révoquer plusieurs documents" id="revocation">
        <p>Pour un lot volé ou un faux certifié. Chaque document sera dit révoqué à quiconque le vérifie, avec le motif.</p>
        <Formulaire vue={vue} action="/administration/accords/revocation">
          <ZoneTexte vue={vue} nom="codes" libelle="Codes de vérification" aide="Un par ligne, 500 au plus" lignes={6} />
          <Texte vue={vue} nom="motif" libelle="Motif" aide="Public : sans nom de personne" max={200} />
          <Actions>
            <Bouton ton="danger">Demander la révocation</Bouton>
          </Actions>
        </Formulaire>
      </Panneau>
    </Gabarit>
  ),
})
