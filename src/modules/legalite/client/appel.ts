/** Counts the roll as it is called. Without it, the page that follows says the same. */

const bilan = document.querySelector<HTMLElement>('[data-appel]')
const formulaire = bilan?.closest('main')?.querySelector<HTMLFormElement>('form#appel')
if (bilan && formulaire) {
  const quorum = Number(bilan.dataset.appel)
  const coches = (valeur: string) => formulaire.querySelectorAll(`input[value=${valeur}]:checked`).length
  const ecrire = (nom: string, texte: string) => {
    const place = bilan.querySelector(`[data-n=${nom}]`)
    if (place) place.textContent = texte
  }
  const compter = () => {
    const presents = coches('present')
    ecrire('presents', String(presents))
    ecrire('votants', String(presents + coches('represente')))
    bilan.querySelector('li')?.classList.toggle('b2', presents < quorum)
    const phrase = document.querySelector('[data-appel-dit]')
    if (phrase) phrase.textContent = presents >= quorum ? 'Le quorum est atteint.' : `Il manque ${quorum - presents} ${quorum - presents > 1 ? 'présents' : 'présent'} pour le quorum.`
  }
  formulaire.addEventListener('change', compter)
  compter()
}
