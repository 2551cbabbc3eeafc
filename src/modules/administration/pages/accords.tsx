import { dateHeure, dateSimple, momentRelatif } from '../../../lib/francais.ts'
import { listAccords } from '../../../kernel/identite/accord.queries.ts'
import type { Accord } from '../../../kernel/identite/accord.queries.ts'
import { genresAccord } from '../../../kernel/identite/accord.ts'
import { ChampSecondFacteur } from '../../../kernel/identite/champ-second-facteur.tsx'
import { clesAccesPossibles } from '../../../kernel/identite/cle-acces.ts'
import { page, permission } from '../../../kernel/module.ts'
import { Actions, Bande, Bouton, BoutonSeul, Choix, Etiquette, Formulaire, Gabarit, Panneau, Recap, ResumeErreurs, Tableau, Texte, Vide, ZoneTexte } from '../../../ui/index.ts'
import type { Vue } from '../../../ui/index.ts'
import { ecransDe, Menu } from '../menu.tsx'

const accorder = permission('administration.accorder')

/** What waits for a second person, and what was settled lately. */
export const accords = page({
  path: '/administration/accords',
  may: accorder,
  titre: 'Ce qui se fait à deux',
  gabarit: 'agent',
  load: async (lu) => {
    const genres = genresAccord(lu.maison)
    const nommer = (a: Accord) => ({ ...a, sorte: genres.get(a.genre)?.libelle ?? a.genre })
    const detailler = async (a: Accord) => ({ ...nommer(a), details: (await genres.get(a.genre)?.detailler?.(lu.db, a.donnees)) ?? [] })
    return {
      attente: await Promise.all((await listAccords(lu.db, 'attente', lu.maintenant)).map(detailler)),
      tranches: (await listAccords(lu.db, 'tranches', lu.maintenant)).map(nommer),
      moi: lu.acteur.genre === 'agent' ? lu.acteur.id : '',
      cle: clesAccesPossibles(lu.maison),
      ecrans: ecransDe(lu),
    }
  },
  view: (d, vue) => (
    <Gabarit vue={vue} titre="Ce qui se fait à deux" genre="agent" scripts={d.cle ? ['cle-acces.js'] : []}>
      <Menu vue={vue} ecrans={d.ecrans} />
      <ResumeErreurs vue={vue} />
      <Bande titre="Ce qui se fait à deux" actions={<Bouton href="/administration/accords/demander" ton="second">Faire une demande</Bouton>} />
      <p class="discret">Donner un poste qui signe, renouveler une clé, révoquer en nombre : l’un demande, un autre accorde. La base de données elle-même refuse que ce soit la même personne.</p>
      <h2>En attente</h2>
      {d.attente.length === 0 ? <Vide titre="Rien n’attend votre accord">Les demandes des autres arrivent ici ; elles valent sept jours.</Vide> : null}
      {d.attente.map((a) => (
        <Demande key={a.id} a={a} sienne={a.demandePar === d.moi} cle={d.cle} vue={vue} />
      ))}
      <h2>Tranchées</h2>
      <Tableau
        vue={vue}
        legende="Demandes tranchées ou périmées, la dernière d’abord"
        dense
        lignes={d.tranches}
        cle={(a) => a.id}
        colonnes={[
          { titre: 'Demande', entete: true, cellule: (a) => <span class="normal">{a.libelle}</span> },
          { titre: 'Par', cellule: (a) => <span>{a.demandeur}, {dateSimple(a.demandeLe)}</span> },
          { titre: 'Tranchée', cellule: (a) => <span>{a.trancheLe ? `${a.trancheur}, ${momentRelatif(a.trancheLe, vue.maintenant)}` : ''}</span> },
          { titre: 'État', cellule: (a) => <Etiquette ton={a.accorde === true ? 'fait' : a.accorde === false ? 'non' : 'neutre'}>{a.accorde === true ? 'Accordée' : a.accorde === false ? 'Refusée' : 'Périmée'}</Etiquette> },
        ]}
        vide={<p class="discret">Aucune pour l’instant.</p>}
      />
    </Gabarit>
  ),
})

function Demande({ a, sienne, cle, vue }: { a: Accord & { sorte: string; details: { titre: string; valeur: string }[] }; sienne: boolean; cle: boolean; vue: Vue }) {
  const ouverte = vue.saisie._accord === a.id
  return (
    <Panneau niveau={3} titre={a.sorte} id={`accord-${a.id}`} ton={sienne ? undefined : 'att'}>
      <p>
        <b>{a.libelle}</b>
      </p>
      {a.details.length > 0 ? <Recap serre lignes={a.details.map((l) => ({ titre: <span class="code">{l.titre}</span>, valeur: l.valeur }))} /> : null}
      <p class="petit discret">
        Demandé par {a.demandeur}, {momentRelatif(a.demandeLe, vue.maintenant)} ; à trancher avant {dateHeure(a.expireLe)}
      </p>
      {sienne ? (
        <div class="rang">
          <Etiquette ton="cours">Attend une autre personne</Etiquette>
          <BoutonSeul vue={vue} action={`/administration/accords/${a.id}/refuser`} ton="lien" taille="petit">
            Retirer ma demande
          </BoutonSeul>
        </div>
      ) : (
        <>
          <details open={ouverte}>
            <summary>Accorder</summary>
            <Formulaire vue={vue} action={`/administration/accords/${a.id}/accorder`}>
              <input type="hidden" name="_accord" value={a.id} />
              <ChampSecondFacteur vue={vue} id={ouverte ? 'champ-_code' : `code-${a.id}`} cle={cle} verbe="Accorder" />
              <Actions>
                <Bouton>Accorder</Bouton>
              </Actions>
            </Formulaire>
          </details>
          <BoutonSeul vue={vue} action={`/administration/accords/${a.id}/refuser`} ton="danger" taille="petit">
            Refuser
          </BoutonSeul>
        </>
      )}
    </Panneau>
  )
}

/** The requests that no other screen makes: keys, mass revocation. */
export const demanderAccordPage = page({
  path: '/administration/accords/demander',
  may: accorder,
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
