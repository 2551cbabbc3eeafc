import { z } from 'zod'
import { reglagesJournal } from '../../../kernel/corridor/numeroter.ts'
import { retard } from '../../../kernel/journal/index.ts'
import { ouvert, page } from '../../../kernel/module.ts'
import { dateHeure, nombre } from '../../../lib/francais.ts'
import { Gabarit, Ico, Tableau, Vide } from '../../../ui/index.ts'
import { listDerniers } from '../checkpoints.ts'

const DERNIERS = 10

/** What the public log is, its last signed heads, and how an outsider checks it. */
export const journal = page({
  path: '/journal',
  may: ouvert,
  titre: 'Le journal public',
  output: z.object({ cle: z.string(), origine: z.string(), retard: z.int(), checkpoints: z.array(z.object({ taille: z.int(), racine: z.string(), le: z.date() })) }),
  api: true,
  load: async ({ db, maison }) => {
    const { cle } = reglagesJournal(maison)
    const derniers = await listDerniers(db, DERNIERS)
    const { nombre: attente } = await retard(db)
    return { cle: cle.vkey, origine: cle.nom, retard: attente, checkpoints: derniers.map((c) => ({ taille: c.taille, racine: c.racine.toString('base64'), le: c.le })), adresse: maison.reglages.adresse }
  },
  view: (d, vue) => (
    <Gabarit vue={vue} titre="Le journal public" description="Chaque décision est inscrite dans un journal que personne ne peut réécrire, pas même nous." ariane={[]} etroit>
      <h1>Le journal que personne ne peut réécrire</h1>
      <p class="chapeau">Chaque dépôt, décision, signature ou révocation y laisse une ligne. Effacer ou changer une ligne se verrait de l’extérieur.</p>
      <section class="pile suite texte">
        <h2>Ce qu’il contient</h2>
        <ul class="coches">
          <li>
            <Ico nom="coche" />
            <div>Le geste, par exemple « signer », et la minute où il a été fait.</div>
          </li>
          <li>
            <Ico nom="coche" />
            <div>Des empreintes salées de l’auteur, du dossier et du détail : jamais un nom, jamais une réponse.</div>
          </li>
        </ul>
        <p>Qui tient un dossier peut recevoir la preuve que ses lignes y sont, et la montrer à un juge.</p>
      </section>
      <section class="pile suite" aria-labelledby="t-points">
        <h2 id="t-points">Derniers points de contrôle signés</h2>
        <Tableau
          vue={vue}
          legende="Derniers points de contrôle, du plus récent au plus ancien"
          lignes={d.checkpoints}
          cle={(c) => `${c.taille}-${c.le.getTime()}`}
          colonnes={[
            { titre: 'Signé', entete: true, cellule: (c) => dateHeure(c.le) },
            { titre: 'Lignes', nombre: true, cellule: (c) => nombre(c.taille, 0) },
            { titre: 'Racine', cellule: (c) => <span class="code petit coupe">{c.racine}</span> },
          ]}
          vide={<Vide titre="Le journal est neuf">Le premier point de contrôle sera signé dans quelques secondes.</Vide>}
        />
        <p class="petit discret">{d.retard === 0 ? 'Toutes les lignes écrites sont numérotées.' : `${nombre(d.retard, 0)} lignes attendent leur numéro : elles l’auront dans quelques secondes.`}</p>
      </section>
      <section class="pile suite texte">
        <h2>Le vérifier soi-même</h2>
        <p>Le programme de vérification tient en un fichier, sans dépendance. Il télécharge le journal, refait le calcul, et le compare au point de contrôle signé :</p>
        <pre class="code">{`node bin/verifier-journal.mjs ${d.adresse} \\\n  --cle '${d.cle}' \\\n  --garder point.txt`}</pre>
        <p>
          La fois suivante, ajoutez <span class="code">--ancien point.txt</span> : il prouve que rien n’a été réécrit entre-temps. Les formats sont publics (C2SP tlog-tiles, RFC 6962) : tout autre programme convient.
        </p>
      </section>
      <section class="pile suite">
        <h2>La clé publique</h2>
        <pre class="code">{d.cle}</pre>
        <p class="texte discret">Obtenez-la aussi ailleurs qu’ici, par exemple imprimée au Journal officiel : un faux site donnerait une fausse clé.</p>
        <p>
          <a href="/journal/checkpoint">Point de contrôle, tel que signé</a>
        </p>
      </section>
    </Gabarit>
  ),
})
