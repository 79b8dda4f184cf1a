// What is drawn: measures by the program's names, with the page's words for them.

// What the first panel can draw, by keys 1 to 5.
export const DRAWN: [string, string][] = [
  ["mobilised", "mobilised"], ["members", "members"], ["attendance", "attendance"], ["ever_members", "ever-members"], ["union_members", "in the union"],
];

export const titleOfMeasure = (measure: string): string => DRAWN.find(([name]) => name === measure)?.[1] ?? measure;

// Measure, word and colour.
export const MINDS: [string, string, string][] = [["rights", "rights", "a"], ["efficacy", "efficacy", "b"], ["injustice", "injustice", "c"], ["coping_need", "coping need", "d"], ["liberation", "liberation", "e"]];
export const HOURS: [string, string, string][] = [
  ["hours_sharing", "sharing", "a"], ["hours_learning", "learning", "b"], ["hours_training", "training", "c"], ["hours_service", "service", "d"],
  ["hours_outreach", "outreach", "e"], ["hours_profile", "profile", "f"], ["hours_campaigning", "campaigning", "g"],
];
