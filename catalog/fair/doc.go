// Package fair is what happens at an event: which makers take part with which
// products, whom they meet, what they note at the booth and what came of it. It
// owns the tables event_participant, participant_product and fair_…; of events
// and producers it reads the view fair_exhibitor. It is handed the time; it knows
// no pages, no accounts and no mail, but says through Tell what people must hear.
//
// # What cannot happen, because the database refuses it
//
// More makers than places (the trigger event_places), a booth given twice, two
// meetings in one slot, one buyer in two meetings at a time, one maker's slots
// overlapping, a note arriving twice.
//
// # Who waits for whom
//
// Whoever writes locks in this order: the event, an application, its meetings. Of
// a question for a meeting the network comes before the event, of a confirmation
// the buyer after the meeting. What many must hear is told by AnnounceJobs in the
// background, everything else in the transaction of what it tells of.
//
// # What time and changes bring
//
//   - A star that lapses between application and the last day: the product is
//     marked, the application waits for the office's decision, and maker and
//     office are told once; where the star returns in time the mark goes, and they
//     are told again.
//   - An event that moves: everybody who takes part or has a meeting is told.
//     Meetings and slots outside the new days end, those within them stay.
//   - An event that is called off: everybody is told and every meeting ends.
//   - A buyer who does not confirm within ConfirmHours, a maker who does not answer
//     within AnswerHours: the slot is free again and who waited is told.
//   - After 30, 90 and 180 days the maker is asked what came of each memorandum,
//     until one is said to have come to nothing.
package fair
