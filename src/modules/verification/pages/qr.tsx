import { VerdictPlace } from '../../../kernel/documents/verdict.tsx'
import { ouvert, page } from '../../../kernel/module.ts'
import { Avis, Gabarit } from '../../../ui/index.ts'
import { ChampCode } from '../champ-code.tsx'

/**
 * Where a QR leads. The seal is in the fragment, which never reaches us: the script of the page judges it, on line or
 * off. `/v` says the same as `/v/`. Without a script, or without a fragment, the written code is asked for.
 */
export const qr = page({
  path: '/v/',
  may: ouvert,
  titre: 'Vérifier un document',
  load: async () => ({}),
  view: (_, vue) => (
    <Gabarit vue={vue} titre="Vérifier un document" genre="nu" scripts={['verifier.js']} etroit>
      <VerdictPlace />
      <div class="invite pile">
        <h1>Visez le QR du papier</h1>
        <p class="chapeau">Ouvrez l’appareil photo de ce téléphone, visez le QR, et touchez l’adresse qui apparaît. Elle doit commencer par {vue.reglages.hote}/v/.</p>
        <div>
        <noscript>
          <Avis titre="Ce navigateur n’exécute pas le programme de la page" niveau={2}>
            <p>Il ne peut pas lire le QR tout seul. Écrivez plutôt le code imprimé à côté.</p>
          </Avis>
        </noscript>
        </div>
        <p class="discret">Cette page reste ensuite dans le téléphone : elle vérifiera les prochains papiers même sans réseau.</p>
      </div>
      <section class="pile suite" aria-labelledby="t-code">
        <h2 id="t-code">Le QR ne se lit pas ?</h2>
        <ChampCode vue={vue} />
      </section>
    </Gabarit>
  ),
})
