/** Names that are data: Russian there, so that only translations list them. See `components/use-data-name.ts`. */

export const ru = { category: {}, checklistNames: {} };

export const en = {
  category: {
    price: 'Price too high',
    no_time: 'No time now',
    has_alternative: 'Already has another option',
    no_need: 'Need is unclear',
    no_decision: 'Cannot decide',
    terms: 'Terms do not suit',
    no_trust: 'Lack of trust',
    compares: 'Compares with competitors',
    quality: 'Quality or features fall short',
    no_expertise: 'Doubts the expertise',
    unknown: 'Outside the categories',
  },
  checklistNames: {
    title: 'Sales: five stages',
    stage: {
      contact: 'Making contact',
      needs: 'Finding the need',
      presentation: 'Presentation',
      objections: 'Objections',
      closing: 'Closing and next step',
    },
    criterion: {
      greeting: 'Said hello',
      introduction: 'Named themselves or the company',
      address: 'Asked whether it is a good moment, or how to address the client',
      'no-interruptions': 'Did not interrupt the client',
      questions: 'Asked at least three questions',
      needs: 'Asked about the task, the volume or the present solution',
      listening: 'Let the client speak',
      benefit: 'Showed the benefit for the client',
      terms: 'Named a price, a date or terms',
      brevity: 'Did not speak for more than a minute in one go',
      handled: 'Handled every objection',
      'no-argument': 'Did not argue with the client',
      'next-step': 'Agreed on a next step',
      farewell: 'Thanked or said goodbye',
      rudeness: 'Rudeness',
      refusal: 'Refused to help',
    },
  },
};
