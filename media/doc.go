// Package media keeps the pictures of the site: it looks at what somebody
// uploads before anything decodes it, keeps the original private, makes the
// public sizes in the background and hands them out.
//
// It knows picture formats, the two places pictures are kept (a folder or S3)
// and the table media_object. It refuses to know what a picture shows, who may
// see it and how it travels: products, pages and HTTP are other packages'
// business, which hold a picture by its content hash.
//
// Decoding is the only thing here that needs much memory, and [Inspect] is the
// only door to it: nothing is decoded whose header promises more than
// [MaxDecode]. The promise is about live memory, so a process that wants a hard
// ceiling sets a soft limit for the garbage collector as well
// (debug.SetMemoryLimit); see TestMemory.
package media
