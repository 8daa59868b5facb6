/** What the stages of a transfer are called. */
import { createStageList } from '../stage-list.ts';
import { when } from './formats.ts';
import { institutionOf } from './words.ts';

export const stageList = createStageList(
  {
    done: {
      accepted: 'Devis accepté',
      deposit_seen: 'Paiement vu',
      confirmed: 'Paiement confirmé',
      paying_out: 'Versement lancé',
      delivered: 'Arrivé',
    },
    underWay(stage, transfer) {
      switch (stage) {
        case 'accepted':
          return `Nous demandons votre adresse sur ${transfer.chain}`;
        case 'deposit_seen':
          return 'Nous attendons votre paiement';
        case 'confirmed':
          return `En cours de confirmation sur ${transfer.chain}`;
        case 'paying_out':
          return 'Versement en préparation';
        case 'delivered':
          return `En route vers ${institutionOf(transfer)}`;
      }
    },
    toCome: {
      accepted: 'Devis accepté',
      deposit_seen: 'Paiement vu',
      confirmed: 'Paiement confirmé',
      paying_out: 'En route',
      delivered: 'Arrivé',
    },
    waitsForYou: 'En attente de votre choix',
    waits: 'En attente',
    notPaidOut: 'Non versé',
    addressClosed: 'Adresse fermée',
    moneyAskedBack: 'Remboursement demandé',
    onItsWayBack: 'En route vers vous',
    sentBack: 'Renvoyé chez vous',
    personLooks: 'Une personne de notre équipe regarde',
  },
  when,
);
