import { nombre, pluriel, pourCent, taille } from '../../../lib/francais.ts'
import { countAccords } from '../../../kernel/identite/accord.queries.ts'
import { listRequetes } from '../../../kernel/identite/requete-donnees.queries.ts'
import { countSorties } from '../../../kernel/notifications/sorties.queries.ts'
import { page, permission, un } from '../../../kernel/module.ts'
import { Comptes, Etiquette, Gabarit, Panneau, Recap } from '../../../ui/index.ts'
import type { Compte, Ton } from '../../../ui/index.ts'
import { ecransDe, Menu } from '../menu.tsx'
import { mesurer } from '../sante.ts'
import type { Sante } from '../sante.ts'

/** Health of the platform and what waits on the administrator. A commune sees only the way to its agents and posts. */
export const accueil = page({
  path: '/administration',
  may: un(permission('administration.voir'), permission('administration.gerer-agents')),
  titre: 'Administration',
  gabarit: 'agent',
  load: async (lu) => {
    const { db, acteur, maintenant } = lu
    const peut = (nom: string) => !lu.porteePour(nom).vide
    const [accords, requetes, sante] = await Promise.all([
      peut('administration.accorder') ? countAccords(db, acteur.genre === 'agent' ? acteur.id : '00000000-0000-0000-0000-000000000000', maintenant) : undefined,
      peut('administration.donnees') ? listRequetes(db, 'ouvertes').then((liste) => liste.length) : undefined,
      peut('administration.voir') ? countSorties(db).then((messages) => mesurer(lu, messages)) : undefined,
    ])
    return { accords, requetes, sante, ecrans: ecransDe(lu) }
  },
  view: (d, vue) => (
    <Gabarit vue={vue} titre="Administration" genre="agent">
      <Menu vue={vue} ecrans={d.ecrans} />
      <h1>Administration</h1>
      {d.sante ? <Comptes comptes={comptesDe(d.sante, d.accords, d.requetes, d.ecrans)} /> : <p class="discret">Vous gérez les agents et les postes de votre commune.</p>}
      {d.sante ? <EtatSante s={d.sante} /> : null}
      {d.sante ? null : (
        <Panneau titre="Votre commune" id="commune">
          <ul class="simple pile">
            <li>
              <a href="/administration/agents">Agents : inviter, fermer un compte</a>
            </li>
            <li>
              <a href="/administration/postes">Postes : nommer un titulaire, un intérim</a>
            </li>
          </ul>
        </Panneau>
      )}
    </Gabarit>
  ),
})

function comptesDe(s: Sante, accords: number | undefined, requetes: number | undefined, ecrans: readonly string[]): Compte[] {
  return [
    ...(accords === undefined ? [] : [{ nombre: nombre(accords), libelle: 'à accorder', href: '/administration/accords', ton: 'jour' as const, details: ['demandes d’une autre personne'] }]),
    ...(requetes === undefined ? [] : [{ nombre: nombre(requetes), libelle: 'requêtes de citoyens', href: '/administration/donnees', ton: 'att' as const, details: ['correction, effacement'] }]),
    { nombre: nombre(s.file.echouees), libelle: 'tâches en échec', href: '/administration/taches', ton: s.file.echouees > 0 ? ('tard' as const) : ('jour' as const), details: [`${pluriel(s.file.attente, 'tâche')} en attente`] },
    ...(ecrans.includes('/administration/messages') ? [{ nombre: nombre(s.messages.attente), libelle: 'messages à partir', href: '/administration/messages', ton: s.messages.enErreur > 0 ? ('tard' as const) : ('jour' as const), details: [s.messages.enErreur > 0 ? `${nombre(s.messages.enErreur)} refusés` : 'aucun refusé'] }] : []),
  ]
}

function EtatSante({ s }: { s: Sante }) {
  const ratio = s.disque ? s.disque.libre / s.disque.total : 1
  const etat = (ton: Ton, mot: string) => <Etiquette ton={ton}>{mot}</Etiquette>
  return (
    <Panneau titre="Santé" id="sante">
      <Recap
        lignes={[
          { titre: 'Base de données', valeur: `PostgreSQL ${s.base.version}`, note: `${taille(s.base.octets)} ; répond en ${nombre(s.base.ms, 1)} ms`, fin: s.base.ms < 200 ? etat('bon', 'Répond') : etat('pause', 'Lente') },
          {
            titre: 'File des tâches',
            valeur: `${nombre(s.file.encours)} en cours, ${nombre(s.file.attente)} en attente`,
            fin: s.file.echouees > 0 ? <a href="/administration/taches">{pluriel(s.file.echouees, 'échec')}</a> : etat('bon', 'À jour'),
          },
          {
            titre: 'Journal',
            valeur: s.journal.nombre === 0 ? 'Toutes les lignes sont numérotées' : `${pluriel(s.journal.nombre, 'ligne')} à numéroter`,
            note: s.journal.nombre === 0 ? undefined : `la plus ancienne attend depuis ${nombre(s.journal.secondes, 0)} s`,
            fin: s.journal.secondes > 60 ? etat('tard', 'En retard') : etat('bon', 'À jour'),
          },
          s.disque
            ? { titre: 'Disque', valeur: `${taille(s.disque.libre)} libres`, note: `sur ${taille(s.disque.total)}`, fin: ratio < 0.05 ? etat('tard', 'Presque plein') : ratio < 0.15 ? etat('pause', 'À surveiller') : etat('bon', `${pourCent(ratio)} libres`) }
            : { titre: 'Disque', valeur: 'Ne se mesure pas ici' },
          { titre: 'Messages', valeur: `${pluriel(s.messages.attente, 'message')} à partir`, fin: s.messages.enErreur > 0 ? etat('tard', pluriel(s.messages.enErreur, 'refus', 'refus')) : etat('bon', 'Partent') },
        ]}
      />
    </Panneau>
  )
}
