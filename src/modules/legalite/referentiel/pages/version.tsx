import { z } from 'zod'
import { Introuvable } from '../../../../lib/erreurs.ts'
import { dateSimple } from '../../../../lib/francais.ts'
import { page } from '../../../../kernel/module.ts'
import { Bande, Gabarit } from '../../../../ui/index.ts'
import { direJour } from '../../acte/mots.ts'
import { comparerCorps } from '../diff.ts'
import { MOTS_GENRE } from '../forme/formes.ts'
import { corpsDe, lireCadre, mayConsulter, mayLire, PAYS, parProjet, versListe } from '../porte.ts'
import { Changements } from './changements.tsx'
import { Contenu } from './contenu.tsx'

/** One published version: what it changed, and what it says. */
export const version = page({
  path: '/legalite/regles/versions/:genre/:territoire/:version',
  may: mayLire,
  titre: 'Une version d’une liste du contrôle',
  gabarit: 'agent',
  params: parProjet.extend({ version: z.coerce.number().int().min(1).max(100_000) }),
  load: async (lu) => {
    const { genre, territoire } = lu.params
    if (!mayConsulter(lu, territoire)) throw new Introuvable()
    const cadre = await lireCadre(lu, genre, territoire)
    const ici = cadre.versions.find((v) => v.version === lu.params.version)
    if (!ici) throw new Introuvable('Cette version n’existe pas')
    const avant = cadre.versions.find((v) => v.version === ici.version - 1)
    return { cadre, ici, avant: avant?.version, changements: avant ? comparerCorps(cadre.forme, corpsDe(avant), corpsDe(ici)) : [], derniere: cadre.derniere!.version, lieu: territoire === PAYS ? '' : (lu.maison.territoires.trouver(territoire)?.nom ?? '') }
  },
  view: ({ cadre, ici, avant, changements, derniere, lieu }, vue) => {
    const titre = lieu ? `Stratégie de la préfecture : ${lieu}` : MOTS_GENRE[cadre.genre].titre
    const vers = (n: number) => `/legalite/regles/versions/${cadre.genre}/${cadre.territoire}/${n}`
    return (
      <Gabarit vue={vue} titre={`${titre}, version ${ici.version}`} genre="agent" ariane={[{ libelle: 'Règles du contrôle', href: '/legalite/regles' }, { libelle: titre, href: versListe(cadre) }]}>
        <Bande titre={`${titre}, version ${ici.version}`}>
          <span>S’applique dès le {direJour(ici.du)}</span>
          <span class="discret">
            publiée le {dateSimple(ici.publieLe)} par {ici.publieParNom}
          </span>
        </Bande>
        {ici.note ? <p class="chapeau">{ici.note}</p> : null}
        {avant === undefined ? <p>C’est la première version.</p> : changements.length === 0 ? <p>Rien de ce qui se lit ici ne la distingue de la version {avant}.</p> : <Changements changements={changements} titre={`Ce qui a changé depuis la version ${avant}`} />}
        <Contenu vue={vue} forme={cadre.forme} corps={corpsDe(ici)} />
        <p class="rang">
          {avant === undefined ? null : <a href={vers(avant)}>La version d’avant</a>}
          {ici.version < derniere ? <a href={vers(ici.version + 1)}>La version d’après</a> : null}
        </p>
      </Gabarit>
    )
  },
})
