import { enumerer, nombre, pluriel } from '../../../lib/francais.ts'
import { jourLocal } from '../../../kernel/calendrier/index.ts'
import { listDetenteurs } from '../../../kernel/identite/affectation.queries.ts'
import { clePoste } from '../../../kernel/identite/cles-poste.ts'
import { ChampSecondFacteur } from '../../../kernel/identite/champ-second-facteur.tsx'
import { page } from '../../../kernel/module.ts'
import { Actions, Avis, Bouton, Formulaire, Gabarit, Panneau, ResumeErreurs } from '../../../ui/index.ts'
import { findEnVigueur, lacunes, listVersions, modeleFinal } from '../../demarches/index.ts'
import type { Lacune } from '../../demarches/index.ts'
import { comparer, comparerTextes } from '../diff.ts'
import { MenuProjet } from '../menu.tsx'
import { mayConcevoir, parId } from '../porte.ts'
import { fautesDe } from '../fautes.ts'
import { getProjet } from '../queries.ts'
import { Changements } from './changements.tsx'
import { lireOuRien } from './document.tsx'

/** The last look before a procedure is open to all: what it still lacks, what changes, whom it touches. */
export const publier = page({
  path: '/conception/:id/publier',
  may: mayConcevoir,
  titre: 'Relire et publier',
  gabarit: 'agent',
  params: parId,
  load: async ({ db, params, porteePour, maison, maintenant }) => {
    const projet = await getProjet(db, params.id)
    const [vigueur, versions] = await Promise.all([findEnVigueur(db, projet.code), listVersions(db, projet.code)])
    const lue = lireOuRien(projet)
    const tenus = (await listDetenteurs(db, jourLocal(maintenant))).flatMap((d) => [clePoste(d.role, d.territoire), clePoste(d.role, d.territoire, d.bureau)])
    return { sans: lue ? lacunes(lue, maison.territoires, new Set(tenus)).map((l) => ({ ...l, exemples: l.sans.slice(0, 3).map((c) => maison.territoires.trouver(c)?.nom ?? c) })) : [], projet, vigueur, versions, changements: lue && vigueur ? comparer(vigueur, lue) : [], fautes: fautesDe(projet.contenu), peut: !porteePour('conception.publier').vide, modele: lue && vigueur ? comparerTextes(vigueur.modele, modeleFinal(lue, projet.modele)) : undefined }
  },
  view: (d, vue) => {
    const { projet, vigueur } = d
    const suivis = d.versions.reduce((n, v) => n + v.enCours, 0)
    const rien = vigueur !== undefined && d.changements.length === 0 && !d.modele && d.fautes.length === 0
    return (
      <Gabarit vue={vue} titre={`Publier, ${projet.titre}`} genre="agent" scripts={['cle-acces.js']} ariane={[{ libelle: 'Concevoir', href: '/conception' }, { libelle: projet.titre, href: `/conception/${projet.id}` }]}>
        <MenuProjet projet={projet} ici="ensemble" />
        <h1>Relire et publier</h1>
        <ResumeErreurs vue={vue} />
        {d.fautes.length > 0 ? (
          <Avis ton="att" titre={`${pluriel(d.fautes.length, 'point', 'points')} à finir avant de publier`}>
            <ul>
              {d.fautes.map((f) => (
                <li key={f.phrase}>{f.phrase}</li>
              ))}
            </ul>
          </Avis>
        ) : null}
        {vigueur ? <Changements changements={d.changements} modele={d.modele} titre={`Ce qui change depuis la version ${vigueur.version}`} /> : <p>Cette démarche n’a jamais été publiée. Une fois publiée, elle se trouve à l’accueil et au guichet.</p>}
        {vigueur ? (
          <p>
            {suivis === 0 ? 'Aucun dossier n’est en cours.' : `${pluriel(suivis, 'dossier en cours garde', 'dossiers en cours gardent')} la version sous laquelle ${suivis === 1 ? 'il a été déposé' : 'ils ont été déposés'} ; vous pourrez les déplacer après la publication.`} Les brouillons suivent la nouvelle version, leurs réponses gardées.
          </p>
        ) : null}
        <Personne sans={d.sans} />
        {rien ? <p>Rien n’a changé depuis la version {vigueur.version} : il n’y a rien à publier.</p> : null}
        {d.fautes.length > 0 || rien ? null : d.peut ? (
          <Panneau titre="Publier" id="publier" ton="fort">
            <Formulaire vue={vue} action={`/conception/${projet.id}/publier`} libelle="Publier">
              <input type="hidden" name="_revision" value={projet.revision} />
              <ChampSecondFacteur vue={vue} verbe="Publier" />
              <Actions>
                <Bouton>{vigueur ? `Publier la version ${vigueur.version + 1}` : 'Publier la démarche'}</Bouton>
              </Actions>
            </Formulaire>
          </Panneau>
        ) : (
          <Avis ton="info" titre="Une autre personne publie">
            <p>Votre poste conçoit les démarches. Un directeur ou un administrateur relit cette page et publie.</p>
          </Avis>
        )}
      </Gabarit>
    )
  },
})

/** Posts that nobody holds yet: said before publishing, since files would wait there; not a fault of the procedure. */
function Personne({ sans }: { sans: readonly (Lacune & { exemples: string[] })[] }) {
  if (sans.length === 0) return null
  return (
    <Avis ton="att" titre="Des dossiers attendraient : personne ne tient encore ces postes" niveau={2}>
      <ul>
        {sans.map((l) => (
          <li key={`${l.station} ${l.qui}`}>
            {l.station}, {l.qui} : {l.total === 1 ? 'personne' : l.sans.length === l.total ? `nulle part (${pluriel(l.total, 'lieu', 'lieux')})` : `${pluriel(l.sans.length, 'lieu', 'lieux')} sur ${nombre(l.total)}, par exemple ${enumerer(l.exemples)}`}.
          </li>
        ))}
      </ul>
      <p>
        Vous pouvez publier : les dossiers déposés là attendront qu’un agent soit nommé. <a href="/administration/postes">Voir les postes</a>
      </p>
    </Avis>
  )
}
