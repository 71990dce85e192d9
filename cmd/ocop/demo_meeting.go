package main

import (
	"context"
	"fmt"
	"time"

	"ocop/catalog"
	"ocop/cmd/ocop/demo"
	"ocop/storefront/inquiry"
)

// sampleMeeting gives the demo's makers, communes and offices addresses at
// example.com, so that letters have somewhere to go, and asks some of the makers
// something. The addresses are not shown as contacts.
func (s *site) sampleMeeting(ctx context.Context) error {
	producers := catalog.Producers{DB: s.db.pool}
	ids, err := producers.NameSampleMail(ctx)
	if err != nil {
		return err
	}
	if err := s.sampleDesks(ctx, producers, ids); err != nil {
		return err
	}
	return demo.Ask(ctx, s.db.pool, *s.inquiry, time.Now())
}

// sampleDesks names who is told of silence: in every province, and in the
// communes of makers.
func (s *site) sampleDesks(ctx context.Context, producers catalog.Producers, ids []int64) error {
	if len(ids) == 0 {
		return nil // named before
	}
	atlas, err := catalog.Places{DB: s.db.pool}.Atlas(ctx)
	if err != nil {
		return err
	}
	for _, province := range atlas.Provinces {
		d := inquiry.Desk{ProvinceCode: province.Code, Name: "Văn phòng điều phối " + province.Name, Email: "van-phong-" + province.Slug + "@example.com"}
		if err := s.inquiry.SaveDesk(ctx, d, nil); err != nil {
			return err
		}
	}
	makers, err := producers.Reach(ctx, ids...)
	if err != nil {
		return err
	}
	named := make(map[int64]bool)
	for _, m := range makers {
		if m.CommuneID == 0 || named[m.CommuneID] {
			continue
		}
		named[m.CommuneID] = true
		d := inquiry.Desk{ProvinceCode: m.ProvinceCode, CommuneID: m.CommuneID, Name: "Tổ công nghệ số cộng đồng", Email: fmt.Sprintf("xa-%d@example.com", m.CommuneID)}
		if err := s.inquiry.SaveDesk(ctx, d, nil); err != nil {
			return err
		}
	}
	return nil
}
