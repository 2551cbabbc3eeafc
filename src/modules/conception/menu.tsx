import { Avis, BoutonSeul, Etiquette, Onglets } from '../../ui/index.ts'
import type { Vue } from '../../ui/vue.ts'
import { momentRelatif } from '../../lib/francais.ts'
import { fautesDe } from './fautes.ts'
import type { Faute } from './fautes.ts'
import type { Projet } from './projet.ts'

const PARTIES: readonly { partie: Faute['partie']; titre: string; href: string }[] = [
  { partie: 'presentation', titre: 'Présentation', href: 'partie/presentation' },
  { partie: 'questions', titre: 'Questions', href: 'questions' },
  { partie: 'circuit', titre: 'Circuit', href: 'circuit' },
  { partie: 'delai', titre: 'Délai', href: 'partie/delai' },
  { partie: 'document', titre: 'Document', href: 'document' },
  { partie: 'conservation', titre: 'Conservation', href: 'partie/conservation' },
  { partie: 'messages', titre: 'Messages', href: 'partie/messages' },
]

/** The parts of a project, with how many faults each still has. */
export function partiesDe(projet: Projet): { partie: Faute['partie']; titre: string; href: string; fautes: Faute[] }[] {
  const fautes = fautesDe(projet.contenu)
  return PARTIES.map((p) => ({ ...p, href: `/conception/${projet.id}/${p.href}`, fautes: fautes.filter((f) => f.partie === p.partie) }))
}

/** The way from one part to another, on every page of a project. */
export function MenuProjet({ projet, ici }: { projet: Projet; ici: Faute['partie'] | 'ensemble' }) {
  const onglets = [{ libelle: 'Ensemble', href: `/conception/${projet.id}`, actif: ici === 'ensemble' }, ...partiesDe(projet).map((p) => ({ libelle: p.fautes.length > 0 ? `${p.titre} (${p.fautes.length})` : p.titre, href: p.href, actif: ici === p.partie }))]
  return <Onglets libelle="Parties de la démarche" onglets={onglets} />
}

/** What is wrong in a part: told while one designs, refused only when one publishes. */
export function AFinir({ projet, partie, vue }: { projet: Projet; partie: Faute['partie']; vue: Vue }) {
  const fautes = fautesDe(projet.contenu).filter((f) => f.partie === partie)
  return (
    <>
      <p class="discret">
        {projet.titre} <Etiquette ton="neutre">{projet.base ? `Révision de la version ${projet.base}` : 'Nouvelle démarche'}</Etiquette> Changé {momentRelatif(projet.modifieLe, vue.maintenant)} par {projet.modifieParNom}.
      </p>
      {fautes.length > 0 ? (
        <Avis ton="att" titre="À finir avant de publier">
          <ul>
            {fautes.slice(0, 12).map((f) => (
              <li key={f.phrase}>
                {f.phrase}
                {f.retirer?.map((cle) => (
                  <BoutonSeul key={cle} vue={vue} action={`/conception/${projet.id}/oublier`} champs={{ _revision: String(projet.revision), cle }} taille="petit">
                    Retirer « {cle.slice(0, 80)} »
                  </BoutonSeul>
                ))}
              </li>
            ))}
          </ul>
        </Avis>
      ) : null}
    </>
  )
}
